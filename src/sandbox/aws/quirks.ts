/** Things that AWS does now and then, switched on for good. */
export interface Quirks {
  /** At most so many items a page, whatever was asked for. */
  readonly pageItems?: number;
  /** `ListAccounts` begins with an empty page that carries a NextToken. */
  readonly emptyFirstAccountPage?: boolean;
  /** Every other page of `GetAccountAuthorizationDetails`, the first included, is empty and carries a Marker. */
  readonly emptyDetailPages?: boolean;
  /** The credential report writes TRUE and +00:00, as the user guide does. */
  readonly loudReport?: boolean;
  /** After each change so many reads of that account answer what was true before. */
  readonly staleReads?: number;
  /** The quota of two access keys isn't enforced, as when calls race. */
  readonly racyKeyQuota?: boolean;
}
