import { accessKeyAction } from './access-key.ts';

/** For good. Only a key that is disabled already: whoever still needs it has noticed by then. */
export const deleteAccessKey = accessKeyAction({
  id: 'delete-access-key',
  title: 'Delete an access key',
  verb: 'delete',
  belongsTo: 'delete its key',
  fits: (key) => key.status !== 'Active',
  refusal: (key) =>
    `The key ${key} is still enabled. Disable it first, and delete it when nobody has missed it.`,
  risk: () => ({ level: 'standard', reasons: ['a deleted key can’t be brought back'] }),
  operations: (accessKeyId) => [
    { kind: 'remove-access-key', accessKeyId },
    { kind: 'read-back', expect: { accessKeys: [{ id: accessKeyId, is: 'gone' }] } },
  ],
});
