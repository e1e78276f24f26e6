import { parse } from 'csv-parse/sync';
import type { InventoryKey, InventoryPassword, OtherCredential, Use } from '../../domain/inventory.ts';

/** A row of the credential report: what it knows of one user's credentials. */
export interface ReportRow {
  /** A user of the same name made later is another one. */
  readonly createdAt: string;
  readonly password: InventoryPassword;
  readonly hasMfa: boolean | undefined;
  /** It knows two; whoever has both may have more. */
  readonly keys: readonly InventoryKey[];
  readonly certificates: readonly OtherCredential[];
}

type Cells = Readonly<Record<string, string | undefined>>;

/** Rows by ARN: names may contain commas and come back under another id, and root has no name. Throws what csv-parse throws. */
export function readReport(content: string): ReadonlyMap<string, ReportRow> {
  const rows: readonly Cells[] = parse(content, { columns: true, bom: true, skip_empty_lines: true });
  return new Map(rows.map((row) => [row.arn ?? '', readRow(row)]));
}

function readRow(row: Cells): ReportRow {
  return {
    createdAt: instant(row.user_creation_time) ?? '',
    password: passwordOf(row),
    hasMfa: truth(row.mfa_active),
    keys: (['1', '2'] as const).flatMap((number) => keyOf(row, number)),
    certificates: (['1', '2'] as const).flatMap((number) => certificateOf(row, number)),
  };
}

/** Root's row says `not_supported`: whether it has a password is told by GetAccountSummary. */
function passwordOf(row: Cells): InventoryPassword {
  const has = truth(row.password_enabled);
  if (has === false) return { kind: 'none' };
  const changedAt = instant(row.password_last_changed);
  const use = useAt(row.password_last_used);
  if (has === undefined && use.kind !== 'used') return { kind: 'unknown' };
  return { kind: 'set', use, ...(changedAt === undefined ? {} : { changedAt }) };
}

/** N/A in `last_rotated` where there is no key; a disabled one keeps its date. */
function keyOf(row: Cells, number: '1' | '2'): readonly InventoryKey[] {
  const cell = (name: string) => row[`access_key_${number}_${name}`];
  const isActive = truth(cell('active'));
  const createdAt = instant(cell('last_rotated'));
  if (isActive === undefined || createdAt === undefined) return [];
  const use = useAt(cell('last_used_date'));
  const service = present(cell('last_used_service'));
  const region = cell('last_used_region');
  return [
    {
      isActive,
      createdAt,
      use:
        use.kind === 'used'
          ? {
              ...use,
              ...(service === undefined ? {} : { service }),
              ...(region === undefined ? {} : { region }),
            }
          : use,
    },
  ];
}

function certificateOf(row: Cells, number: '1' | '2'): readonly OtherCredential[] {
  const isActive = truth(row[`cert_${number}_active`]);
  const createdAt = instant(row[`cert_${number}_last_rotated`]);
  if (isActive === undefined || createdAt === undefined) return [];
  const status = isActive ? 'Active' : 'Inactive';
  return [{ kind: 'signing-certificate', id: `certificate ${number}`, status, createdAt }];
}

/** `N/A` and `no_information`: never, as far as AWS noted. `not_supported`, or no such column: nobody knows. */
function useAt(cell: string | undefined): Use {
  const at = instant(cell);
  if (at !== undefined) return { kind: 'used', at };
  return cell === 'N/A' || cell === 'no_information' ? { kind: 'never' } : { kind: 'unknown' };
}

/** TRUE and true both occur. */
function truth(cell: string | undefined): boolean | undefined {
  const text = cell?.toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

function present(cell: string | undefined): string | undefined {
  return cell === undefined || cell === '' || cell === 'N/A' ? undefined : cell;
}

/** ISO 8601 in UTC with milliseconds, as everywhere here; the report writes whole seconds, with Z or +00:00. */
function instant(cell: string | undefined): string | undefined {
  if (cell === undefined || !/^\d{4}-\d\d-\d\dT/.test(cell)) return undefined;
  const at = new Date(cell);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}
