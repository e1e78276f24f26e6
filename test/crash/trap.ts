import type { ServiceName } from '../../src/sandbox/aws/api-call.ts';
import type { AwsSimulator } from '../../src/sandbox/aws/simulator.ts';
import type { SlackSimulator } from '../../src/sandbox/slack/simulator.ts';
import type { Life } from './life.ts';
import type { Point } from './wire.ts';

export interface Trap {
  /** Whether the app has died here. */
  sprung(): boolean;
}

/**
 * Kills the app when its call arrives (`before`: it never takes effect) or when it has taken effect and is not answered
 * yet (`after`). Commits need no trap: the process dies there of itself.
 */
export function setTrap(
  point: Point,
  {
    slack,
    aws,
    life,
  }: { readonly slack: SlackSimulator; readonly aws: AwsSimulator; life(): Life | undefined },
): Trap {
  let sprung = point.kind === 'commit';
  if (point.kind === 'aws') {
    const [service, operation = ''] = point.name.split('.');
    aws.faults.add({
      fault: { kind: 'hold', when: point.when },
      service: service as ServiceName,
      operation,
      nth: point.nth,
    });
    void aws.faults.nextHeld().then(async ({ id }) => {
      sprung = true;
      await life()?.kill();
      aws.faults.drop(id);
    });
  }
  if (point.kind === 'slack') {
    const fault = slack.faults.add({
      method: point.name,
      effect: { kind: 'hold', when: point.when },
      nth: point.nth,
    });
    void fault.reached.then(async () => {
      sprung = true;
      await life()?.kill();
      // Never released: a call held before its effect must not take effect now.
      fault.remove();
    });
  }
  return { sprung: () => sprung };
}
