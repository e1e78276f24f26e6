import type { KnownBlock } from '@slack/types';
import type { RequestView } from '../../domain/request-view.ts';
import type { HandOver } from '../../domain/step.ts';
import { chunks } from './chunks.ts';
import { context, type Drawn, drawn, header } from './message.ts';
import { bold, code, lines, preformatted, say } from './rich.ts';
import { oneLine } from './text.ts';

/** Where the key is and how to use it. Slack never sees the secret: only a pointer, or what one age key opens. */
export function handOverMessage(view: RequestView): Drawn {
  const { request, account } = view;
  const { handOver } = request;
  const name = oneLine(request.target.userName, 64);
  const title = `${request.id} · the key of ${name}`;
  if (!handOver)
    return drawn(`${title} is not here yet.`, [
      header(title),
      lines([[say('There is no key to hand over for this request.')]]),
    ]);
  return drawn(`${title} is ready for you in ${oneLine(account.name, 100)}.`, [
    header(title),
    ...(handOver.kind === 'age' ? sealed(handOver) : pointer(handOver, account.name)),
    context('The secret is neither in Slack nor with this bot. Whoever can read it there can use the key.'),
  ]);
}

function pointer(
  handOver: Extract<HandOver, { kind: 'secrets-manager' }>,
  accountName: string,
): KnownBlock[] {
  const read = [
    'aws secretsmanager get-secret-value',
    `--region ${shellQuote(handOver.region)}`,
    `--secret-id ${shellQuote(handOver.secretArn)}`,
    '--query SecretString --output text',
  ].join(' \\\n  ');
  return [
    lines([
      [say('It is in AWS Secrets Manager of '), bold(oneLine(accountName, 100)), say(':')],
      [code(oneLine(handOver.secretName, 512)), say(` in ${oneLine(handOver.region, 40)}`)],
    ]),
    lines([[bold('Read it'), say(' with a role of that account')]]),
    preformatted(read),
    lines([[bold('Use it'), say(' in this shell, without writing it down')]]),
    preformatted(
      [
        `secret="$(${read.replaceAll(' \\\n  ', ' ')})"`,
        'export AWS_ACCESS_KEY_ID="$(jq -r .accessKeyId <<<"$secret")"',
        'export AWS_SECRET_ACCESS_KEY="$(jq -r .secretAccessKey <<<"$secret")"',
        'unset secret; aws sts get-caller-identity',
      ].join('\n'),
    ),
  ];
}

function sealed(handOver: Extract<HandOver, { kind: 'age' }>): KnownBlock[] {
  return [
    lines([
      [
        say('It is sealed to your age key '),
        code(oneLine(handOver.recipient, 200)),
        say('. Only that key opens it.'),
      ],
    ]),
    lines([[bold('Save this as key.age')]]),
    ...chunks(handOver.ciphertext.trim(), 3000).map(preformatted),
    lines([[bold('Open it'), say(' and use it in this shell')]]),
    preformatted(
      [
        'age -d -i ~/.age/key.txt key.age',
        '',
        'secret="$(age -d -i ~/.age/key.txt key.age)"',
        'export AWS_ACCESS_KEY_ID="$(jq -r .accessKeyId <<<"$secret")"',
        'export AWS_SECRET_ACCESS_KEY="$(jq -r .secretAccessKey <<<"$secret")"',
        'unset secret; aws sts get-caller-identity',
      ].join('\n'),
    ),
  ];
}

/** For a POSIX shell, whatever the text contains. */
function shellQuote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
