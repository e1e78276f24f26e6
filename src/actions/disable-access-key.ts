import { relationTo } from '../domain/ownership.ts';
import { accessKeyAction } from './access-key.ts';

/** Nothing is lost: one click enables it again. */
export const disableAccessKey = accessKeyAction({
  id: 'disable-access-key',
  title: 'Disable an access key',
  verb: 'disable',
  belongsTo: 'disable its key',
  fits: (key) => key.status === 'Active',
  refusal: (key) => `The key ${key} is disabled already. There is nothing to do.`,
  risk: (_input, { user }, { requester }) =>
    relationTo(user, requester) === 'owner'
      ? { level: 'routine', reasons: ['its owner disables it, and can enable it again'] }
      : { level: 'standard', reasons: ['somebody else’s key stops working'] },
  operations: (accessKeyId) => [
    { kind: 'set-access-key-status', accessKeyId, status: 'Inactive', before: 'Active' },
    { kind: 'read-back', expect: { accessKeys: [{ id: accessKeyId, is: 'Inactive' }] } },
  ],
});
