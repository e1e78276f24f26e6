import type { Delivery } from '../../domain/operation.ts';
import type { StepContext } from '../perform/step-context.ts';
import { ageSink } from './age.ts';
import { secretsManagerSink } from './secrets-manager.ts';
import type { Sink } from './sink.ts';

export function sinkFor(delivery: Delivery, context: StepContext): Sink {
  switch (delivery.kind) {
    case 'age':
      return ageSink(delivery.recipient);
    case 'secrets-manager':
      return secretsManagerSink(delivery, context);
  }
}
