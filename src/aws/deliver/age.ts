import type { Encrypter } from 'age-encryption';
import { payload, type Sink } from './sink.ts';

/** Seals the secret so that only the recipient's age identity opens it. Nothing is stored: the ciphertext is the outcome. */
export function ageSink(recipient: string): Sink {
  const unusable = {
    kind: 'refused',
    code: 'invalid',
    message:
      'The age public key is not one that can be sealed to. It begins with age1: ask again with the right one.',
  } as const;
  return {
    async look() {
      return (await encrypterFor(recipient)) === undefined ? unusable : { kind: 'free' };
    },
    async deliver(key) {
      const encrypter = await encrypterFor(recipient);
      if (encrypter === undefined) return unusable;
      const plain = new TextEncoder().encode(payload(key));
      try {
        const { armor } = await ageEncryption();
        const ciphertext = armor.encode(await encrypter.encrypt(plain));
        return { kind: 'delivered', handOver: { kind: 'age', recipient, ciphertext } };
      } finally {
        plain.fill(0);
      }
    },
    // The ciphertext is only where this outcome is; without the outcome it is nowhere.
    withdraw: async () => 'gone',
  };
}

/** Read where somebody uses it: its curves take ten megabytes and a twentieth of a second of every start. */
const ageEncryption = () => import('age-encryption');

async function encrypterFor(recipient: string): Promise<Encrypter | undefined> {
  const { Encrypter } = await ageEncryption();
  const encrypter = new Encrypter();
  try {
    encrypter.addRecipient(recipient);
    return encrypter;
  } catch {
    return undefined;
  }
}
