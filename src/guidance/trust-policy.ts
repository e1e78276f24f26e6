/** A role's trust policy: one statement, everything in it exact. */
export interface TrustPolicy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly [
    {
      readonly Effect: 'Allow';
      readonly Principal: Principal;
      readonly Action: string | readonly string[];
      readonly Condition?: Condition;
    },
  ];
}

type Principal = { readonly Federated: string } | { readonly Service: string } | { readonly AWS: string };
export type Condition = Readonly<
  Partial<
    Record<'StringEquals' | 'StringLike' | 'ArnEquals', Readonly<Record<string, string | readonly string[]>>>
  >
>;

export function trustPolicy(
  principal: Principal,
  action: string | readonly string[],
  condition?: Condition,
): TrustPolicy {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: principal,
        Action: action,
        ...(condition ? { Condition: condition } : {}),
      },
    ],
  };
}

export const asJson = (policy: TrustPolicy): string => JSON.stringify(policy, undefined, 2);

/** An identity provider as IAM knows it: the issuer's URL without its scheme names it, and its condition keys. */
export interface Provider {
  /** A Terraform name. */
  readonly label: string;
  readonly url: string;
  readonly audience: string;
}

export const providerName = ({ url }: Pick<Provider, 'url'>): string => url.replace(/^https:\/\//, '');

/** `sub` and the rest by claim, compared exactly; `like` may leave open only what changes with every run. */
export function webIdentityTrust(
  provider: Provider,
  {
    account,
    partition,
    claims,
    like,
    sessionTags,
    builtIn,
  }: {
    readonly account: string;
    readonly partition: string;
    readonly claims: Readonly<Record<string, string | readonly string[]>>;
    readonly like?: Readonly<Record<string, string>>;
    readonly sessionTags?: Readonly<Record<string, string>>;
    /** Known to every account under its own name. */
    readonly builtIn?: boolean;
  },
): TrustPolicy {
  const name = providerName(provider);
  const keyed = <T>(of: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(of).map(([claim, value]) => [`${name}:${claim}`, value]));
  const tags = Object.fromEntries(
    Object.entries(sessionTags ?? {}).map(([tag, value]) => [`aws:RequestTag/${tag}`, value]),
  );
  const action = 'sts:AssumeRoleWithWebIdentity';
  return trustPolicy(
    { Federated: builtIn ? name : `arn:${partition}:iam::${account}:oidc-provider/${name}` },
    sessionTags ? [action, 'sts:TagSession'] : action,
    {
      StringEquals: { ...keyed({ aud: provider.audience, ...claims }), ...tags },
      ...(like ? { StringLike: keyed(like) } : {}),
    },
  );
}

/**
 * A UUID whatever it is, for the part of a subject that is another one in each run. Of fixed length: a star would
 * also match across the parts that follow, and a branch's name could then imitate them.
 */
export const anyUuid = '????????-????-????-????-????????????';
