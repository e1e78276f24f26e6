import type { AwsSimulator } from '../aws/simulator.ts';
import type { SlackSimulator } from '../slack/simulator.ts';
import type { StoryStep } from './wire.ts';

/** Who plays in the guided story, by Slack ids. */
export interface StoryCast {
  readonly requester: string;
  readonly approver: string;
  /** Where the requester asks. */
  readonly askIn: string;
  /** Where requests are decided. */
  readonly decideIn: string;
}

type Worlds = { readonly slack: SlackSimulator; readonly aws: AwsSimulator };

/** The first story that a newcomer plays, with what has happened of it so far. */
export function story({ slack, aws }: Worlds, cast: StoryCast): readonly StoryStep[] {
  const nameOf = (id: string) => slack.state.user(id)?.realName.split(' ')[0] ?? 'a colleague';
  const channelOf = (id: string) => `#${slack.state.channel(id)?.name ?? 'the channel'}`;
  const dm = slack.state
    .channels()
    .find(({ kind, members }) => kind === 'im' && members.includes(cast.requester));
  const [requester, approver] = [nameOf(cast.requester), nameOf(cast.approver)];
  const did = (operation: string) => aws.calls.some((call) => call.operation === operation && call.applied);
  const posted = slack.state
    .messages(cast.decideIn)
    .some((message) => message.user === slack.workspace.app.botUserId);
  return [
    {
      id: 'ask',
      title: `Ask as ${requester}`,
      text: `In ${channelOf(cast.askIn)}, send /iam request and answer the questions. “A vendor’s product that can only take access keys” leads to a user.`,
      go: { as: cast.requester, channel: cast.askIn, draft: '/iam request' },
      done: posted,
    },
    {
      id: 'approve',
      title: `Approve as ${approver}`,
      text: `The card is in ${channelOf(cast.decideIn)}: the plan, the risk and who may decide. Open the full plan, then approve.`,
      go: { as: cast.approver, channel: cast.decideIn },
      done: did('CreateUser'),
    },
    {
      id: 'watch',
      title: 'Watch it run',
      text: 'Each step is a call on the AWS side. The key’s secret goes straight into Secrets Manager; nobody sees it.',
      done: did('CreateAccessKey') && (did('CreateSecret') || did('PutSecretValue')),
    },
    {
      id: 'fetch',
      title: `Fetch the pointer as ${requester}`,
      text: 'The app sent a direct message: where the secret is, and the two commands to use it.',
      ...(dm === undefined ? {} : { go: { as: cast.requester, channel: dm.id } }),
      done: did('CreateAccessKey') && dm !== undefined && isRead(slack, dm.id, cast.requester),
    },
    {
      id: 'break',
      title: 'Now break something',
      text: 'Choose “Lost answer” for CreateAccessKey in the fault menu, ask for another user, and see what is left behind: one key, no more.',
      done: aws.calls.some((call) => call.fault !== undefined),
    },
  ];
}

function isRead(slack: SlackSimulator, dmId: string, userId: string): boolean {
  const fromApp = slack.state.messages(dmId).filter(({ user }) => user === slack.workspace.app.botUserId);
  return fromApp.length > 0 && slack.state.unread(userId, dmId) === 0;
}
