import { RequestId } from '../domain/ids.ts';
import { type CommandLine, complain, say } from './command-line.ts';
import { withStore } from './stored.ts';

/** The user that an offboarding ended, as it was when it was planned: for an auditor, or to make another like it. No secret is in it. */
export const snapshot: CommandLine = async ([name = '']) => {
  const id = RequestId.safeParse(name.trim().toUpperCase());
  if (!id.success) {
    complain('Name the request that offboarded the user: snapshot IAM-42.');
    return 2;
  }
  return withStore(async (store) => {
    const request = await store.read((reader) => reader.request(id.data));
    const taken = request?.plan.snapshot;
    if (!request || !taken) {
      complain(
        request
          ? `${id.data} took no snapshot: only an offboarding does. It is “${request.summary.title}”.`
          : `There is no request ${id.data}.`,
      );
      return 1;
    }
    const { target, state, requestedBy, submittedAt } = request;
    const about = { request: id.data, state, requestedBy, submittedAt, accountId: target.accountId };
    say(JSON.stringify({ ...about, user: taken }, undefined, 2));
    return 0;
  });
};
