import { AwsError, noSuchEntity } from '../aws-error.ts';
import type { Context } from '../context.ts';
import type { Operations, Target } from '../operation.ts';
import { pageAs, pageOf } from '../paging.ts';
import { optionalText, text } from '../parameters.ts';
import { readPolicy } from '../policy/document.ts';
import { encodeRfc3986 } from '../sigv4.ts';
import type { Parameters } from '../wire/query-form.ts';
import type { Entity } from '../world/state.ts';
import { boundedUserTarget, groupTarget, namedGroup, namedPolicy, namedUser } from './entities.ts';
import { entityName, limitExceeded, pathPrefix, QUOTAS, sizeOf } from './rules.ts';

interface Holder {
  readonly kind: 'User' | 'Group';
  readonly inlineSize: number;
  readonly attachedLimit: number;
  readonly named: (context: Context, parameters: Parameters) => Entity;
  readonly target: (context: Context, parameters: Parameters, keys?: Target['keys']) => Target;
}

const USER: Holder = {
  kind: 'User',
  inlineSize: QUOTAS.UserPolicySize,
  attachedLimit: QUOTAS.AttachedPoliciesPerUser,
  named: namedUser,
  target: boundedUserTarget,
};

const GROUP: Holder = {
  kind: 'Group',
  inlineSize: QUOTAS.GroupPolicySize,
  attachedLimit: QUOTAS.AttachedPoliciesPerGroup,
  named: namedGroup,
  target: groupTarget,
};

/** Inline and attached policies work alike on users and on groups. */
export const entityPolicyOperations: Operations = {
  ...policyOperationsOf(USER),
  ...policyOperationsOf(GROUP),
};

function policyOperationsOf(holder: Holder): Operations {
  const { kind, target } = holder;
  const attachTarget: Holder['target'] = (context, parameters) =>
    target(context, parameters, { 'iam:PolicyARN': optionalText(parameters, 'PolicyArn') });
  return {
    [`Put${kind}Policy`]: {
      writes: true,
      target,
      run: (context, parameters) => putInline(holder, context, parameters),
    },
    [`Get${kind}Policy`]: {
      writes: false,
      target,
      run: (context, parameters) => getInline(holder, context, parameters),
    },
    [`List${kind}Policies`]: {
      writes: false,
      target,
      run(context, parameters) {
        const names = [...holder.named(context, parameters).inline.keys()];
        return pageAs('PolicyNames', pageOf(context, parameters, names, String), String);
      },
    },
    [`Delete${kind}Policy`]: {
      writes: true,
      target,
      run(context, parameters) {
        const name = entityName(parameters, 'PolicyName');
        const entity = holder.named(context, parameters);
        if (!entity.inline.delete(name)) throw noInline(holder, name);
        return undefined;
      },
    },
    [`Attach${kind}Policy`]: {
      writes: true,
      target: attachTarget,
      run(context, parameters) {
        const entity = holder.named(context, parameters);
        const { arn } = namedPolicy(context, parameters);
        if (!entity.attached.has(arn) && entity.attached.size >= holder.attachedLimit) {
          throw limitExceeded(`PoliciesPer${kind}`, holder.attachedLimit);
        }
        entity.attached.add(arn);
        return undefined;
      },
    },
    [`Detach${kind}Policy`]: {
      writes: true,
      target: attachTarget,
      run(context, parameters) {
        const entity = holder.named(context, parameters);
        const arn = text(parameters, 'PolicyArn');
        if (!entity.attached.delete(arn)) throw noSuchEntity(`Policy ${arn} was not found.`);
        return undefined;
      },
    },
    [`ListAttached${kind}Policies`]: {
      writes: false,
      target,
      run(context, parameters) {
        const prefix = pathPrefix(parameters);
        const attached = showAttached(context, holder.named(context, parameters), prefix);
        return pageAs(
          'AttachedPolicies',
          pageOf(context, parameters, attached, ({ PolicyArn }) => PolicyArn),
          (item) => item,
        );
      },
    },
  };
}

function putInline(holder: Holder, context: Context, parameters: Parameters): undefined {
  const name = entityName(parameters, 'PolicyName');
  const document = text(parameters, 'PolicyDocument');
  const entity = holder.named(context, parameters);
  readPolicy(document);
  const others = [...entity.inline]
    .filter(([existing]) => existing !== name)
    .map(([, existing]) => sizeOf(existing));
  const size = others.reduce((sum, part) => sum + part, sizeOf(document));
  if (size > holder.inlineSize) {
    const where = `${holder.kind.toLowerCase()} ${entity.name}`;
    throw new AwsError(
      'LimitExceeded',
      `Maximum policy size of ${holder.inlineSize} bytes exceeded for ${where}`,
    );
  }
  entity.inline.set(name, document);
}

function getInline(holder: Holder, context: Context, parameters: Parameters) {
  const name = entityName(parameters, 'PolicyName');
  const entity = holder.named(context, parameters);
  const document = entity.inline.get(name);
  if (document === undefined) throw noInline(holder, name);
  return { [`${holder.kind}Name`]: entity.name, PolicyName: name, PolicyDocument: encodeRfc3986(document) };
}

function noInline({ kind }: Holder, name: string): AwsError {
  return noSuchEntity(`The ${kind.toLowerCase()} policy with name ${name} cannot be found.`);
}

/** Attached managed policies with their names, of the account or of AWS. */
export function showAttached(context: Context, entity: Entity, prefix = '/') {
  return [...entity.attached].flatMap((arn) => {
    const policy = context.account.policies.get(arn) ?? context.world.awsPolicies.get(arn);
    return policy?.path.startsWith(prefix) === true ? [{ PolicyName: policy.name, PolicyArn: arn }] : [];
  });
}
