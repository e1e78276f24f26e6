import type { z } from 'zod';
import { ownerOf, relationTo } from '../domain/ownership.ts';
import { worst } from '../domain/risk.ts';
import { tagKeys, tagValue } from '../domain/user.ts';
import { beginAs, ExistingUser, needsInFull, oneStage, present } from './existing-user.ts';
import { powersRisk } from './held-access.ts';
import { refuseHeld } from './held-user.ts';
import { deliveryOf, deliveryWords, keyDelivery, keyDeliveryForm, refuseDelivery } from './key-delivery.ts';
import { keyEnd, keysPin, keyWords, refuseNoRoom } from './new-key.ts';
import { userAction } from './user-action.ts';

const Input = ExistingUser.extend(keyDelivery);
const belongsTo = 'make a key for it';

/** A key for a user that has room for one. For an old key that is to go, rotation is the way. */
export const createAccessKey = userAction<z.infer<typeof Input>>({
  id: 'create-access-key',
  title: 'Create an access key',
  verb: 'create a key for',
  tells: ['owner'],
  concerns: ['keys'],
  Input,
  form: keyDeliveryForm,
  belongsTo,
  begin: beginAs(belongsTo, (facts, context) => {
    const { user } = present(facts);
    const nothing = refuseHeld(user, context) ?? refuseNoRoom(user);
    return nothing ?? { values: { delivery: 'secrets-manager' }, options: {} };
  }),
  gives: () => true,
  fits: ({ user }, context) => !refuseHeld(user, context) && !refuseNoRoom(user),
  refuse: (input, { user }, context) => refuseNoRoom(user) ?? refuseDelivery(input, context),
  needs: () => ({ ...needsInFull(), held: true }),
  risk(_input, facts, { requester }) {
    const { user } = facts;
    const reasons = [
      user.accessKeys.length > 0 ? 'a second long-lived access key' : 'a long-lived access key',
      ...(relationTo(user, requester) === 'approver' ? ['somebody else’s user'] : []),
    ];
    return worst([{ level: 'standard', reasons }, ...powersRisk(user, facts)]);
  },
  stages: (input, { user }, context) =>
    oneStage('key', 'Create and hand over the key', [
      {
        kind: 'create-access-key',
        deliver: deliveryOf(
          input,
          {
            name: `${user.userName}-${context.requestId}`,
            owner: ownerOf(user) ?? context.requester.id,
            team: tagValue(user.tags, tagKeys.team),
          },
          context,
        ),
      },
    ]),
  pins: (_input, { user }) => [keysPin(user)],
  heading: ({ userName }) => `Create a key for ${userName}`,
  lines: (input, { user }, context) => [
    ...user.accessKeys.map((key) => ({
      label: `Key ${keyEnd(key)}`,
      text: keyWords(key),
      wide: true,
    })),
    { label: 'Secret goes to', text: deliveryWords(input, context), wide: true },
  ],
});
