import { z } from 'zod';
import { AwsSettings } from '../domain/aws-settings.ts';
import { House } from '../domain/house.ts';

/** The whole of `chatelaine.yaml`: how AWS is reached, and what the house decides. */
export const Configuration = House.extend({ aws: AwsSettings });
export type Configuration = z.infer<typeof Configuration>;

/** JSON Schema of `chatelaine.yaml`, for editors (`chatelaine schema`). */
export const configurationSchema = (): unknown =>
  z.toJSONSchema(Configuration, { io: 'input', unrepresentable: 'any' });
