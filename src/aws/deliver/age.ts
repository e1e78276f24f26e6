import { armor, Encrypter } from 'age-encryption';
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
      return encrypterFor(recipient) === undefined ? unusable : { kind: 'free' };
    },
    async deliver(key) {
      const encrypter = encrypterFor(recipient);
      if (encrypter === undefined) return unusable;
      const plain = new TextEncoder().encode(payload(key));
      try {
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

function encrypterFor(recipient: string): Encrypter | undefined {
  const encrypter = new Encrypter();
  try {
    encrypter.addRecipient(recipient);
    return encrypter;
  } catch {
    return undefined;
  }
}
