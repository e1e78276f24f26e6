import { CreateUserCommand } from '@aws-sdk/client-iam';
import type { UserFacts } from '../../domain/facts.ts';
import type { UserId } from '../../domain/ids.ts';
import type { OperationOf } from '../../domain/operation.ts';
import { tagKeys, tagValue } from '../../domain/user.ts';
import { familyOf } from '../error-family.ts';
import { readUserBasics } from '../read/user.ts';
import { readUserNames, sameName } from '../read/user-names.ts';
import { carriesRequest } from './pinned-user.ts';
import {
  alreadyDone,
  done,
  failed,
  notVisibleYet,
  type StepContext,
  type StepResult,
} from './step-context.ts';

/** One call with path, boundary and tags, so that there is never a user without them. Adopts only a user that carries this request's tag. */
export async function createUser(
  operation: OperationOf<'create-user'>,
  context: StepContext,
): Promise<StepResult> {
  const { session, attempt } = context;
  const { requestId, target } = attempt;
  const tags = operation.tags.some(({ key }) => key === tagKeys.request)
    ? operation.tags
    : [...operation.tags, { key: tagKeys.request, value: requestId }];
  try {
    const { User: user } = await session.iamOnce.send(
      new CreateUserCommand({
        UserName: target.userName,
        Path: operation.path,
        PermissionsBoundary: operation.boundaryArn,
        Tags: tags.map(({ key, value }) => ({ Key: key, Value: value })),
      }),
    );
    return done({ userId: user?.UserId as UserId });
  } catch (error) {
    const family = familyOf(error);
    if (family === 'not-found')
      return failed(
        'gone',
        `The permissions boundary ${operation.boundaryArn} is missing in ${context.where.account}. Deploy manifests/aws/member-role.yaml there, then retry.`,
      );
    if (family !== 'already-exists') throw error;
    return adoptOrRefuse(context);
  }
}

async function adoptOrRefuse(context: StepContext): Promise<StepResult> {
  const { session, attempt, where } = context;
  const { userName } = attempt.target;
  const existing = await readUserBasics(session.iam, userName);
  if (existing === undefined) {
    const twin = sameName(await readUserNames(session.iam), userName);
    if (twin !== undefined && twin !== userName)
      return failed(
        'already-exists',
        `${where.account} has a user ${twin}, which differs only by case. Ask again with another name.`,
      );
    return notVisibleYet(context, `The user ${userName}`);
  }
  if (existing.userName === userName && carriesRequest(existing, attempt.requestId))
    return alreadyDone({ produced: { userId: existing.userId } });
  return failed(
    'already-exists',
    `${where.account} has a user ${existing.userName} already${ownerWords(existing)}. It was not touched. Ask again with another name.`,
  );
}

function ownerWords(user: UserFacts): string {
  const owner = tagValue(user.tags, tagKeys.owner);
  const request = tagValue(user.tags, tagKeys.request);
  const since = ` since ${user.createdAt.slice(0, 10)}`;
  if (owner === undefined) return `${since}, without an owner`;
  return `${since}, owned by <@${owner}>${request === undefined ? '' : ` (${request})`}`;
}
