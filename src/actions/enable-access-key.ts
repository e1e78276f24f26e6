import { accessKeyAction } from './access-key.ts';

export const enableAccessKey = accessKeyAction({
  id: 'enable-access-key',
  title: 'Enable an access key',
  verb: 'enable',
  belongsTo: 'enable its key',
  fits: (key) => key.status === 'Inactive',
  refusal: (key) => `The key ${key} is enabled already. There is nothing to do.`,
  gives: () => true,
  risk: () => ({ level: 'standard', reasons: ['a key that was out of use works again'] }),
  operations: (accessKeyId) => [
    { kind: 'set-access-key-status', accessKeyId, status: 'Active', before: 'Inactive' },
    { kind: 'read-back', expect: { accessKeys: [{ id: accessKeyId, is: 'Active' }] } },
  ],
});
