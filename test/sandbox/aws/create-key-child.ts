// A client to be killed: configured by the environment alone, it asks for one access key and waits for the answer.
import { CreateAccessKeyCommand, IAMClient } from '@aws-sdk/client-iam';

const client = new IAMClient({ maxAttempts: 1 });
await client.send(new CreateAccessKeyCommand({ UserName: process.argv[2] }));
