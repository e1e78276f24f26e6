// A client to be killed: asks for one access key and waits for the answer.
import { CreateAccessKeyCommand, IAMClient } from '@aws-sdk/client-iam';

const [endpoint = '', keys = '{}', UserName = ''] = process.argv.slice(2);
const credentials = JSON.parse(keys) as {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
};
const client = new IAMClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
await client.send(new CreateAccessKeyCommand({ UserName }));
