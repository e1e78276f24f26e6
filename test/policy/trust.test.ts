import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { looseEnds } from '../../src/policy/trust.ts';

const issuer = 'token.actions.githubusercontent.com';
const github = (
  condition: unknown,
  principal: unknown = { Federated: `arn:aws:iam::123456789012:oidc-provider/${issuer}` },
) => ({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRoleWithWebIdentity', Condition: condition },
  ],
});
const aud = { [`${issuer}:aud`]: 'sts.amazonaws.com' };
const sub = (value: unknown) => ({ [`${issuer}:sub`]: value });
const uuid = '7f1c2d3e-4a5b-4c6d-8e9f-a0b1c2d3e4f5';
const anyUuid = '????????-????-????-????-????????????';

const tight: Readonly<Record<string, unknown>> = {
  'one branch': github({ StringEquals: { ...aud, ...sub('repo:acme/web:ref:refs/heads/main') } }),
  'two branches by name': github({
    StringEquals: { ...aud, ...sub(['repo:a/b:ref:refs/heads/x', 'repo:a/b:ref:refs/heads/y']) },
  }),
  'a run’s id left open': github({ StringEquals: aud, StringLike: sub(`{${uuid}}:{${anyUuid}}`) }),
  'a service': github(undefined, { Service: 'lambda.amazonaws.com' }),
  'a vendor with an external id': github(
    { StringEquals: { 'sts:ExternalId': 'x1' } },
    { AWS: 'arn:aws:iam::464622532012:root' },
  ),
};

const loose: Readonly<Record<string, readonly [unknown, RegExp]>> = {
  'no subject': [github({ StringEquals: aud }), /:sub is not compared exactly/],
  'no audience': [github({ StringEquals: sub('repo:a/b:ref:refs/heads/x') }), /:aud is not compared exactly/],
  'a star in the subject': [github({ StringEquals: aud, StringLike: sub('repo:acme/*') }), /has a wildcard/],
  'a star behind a repository': [
    github({ StringEquals: aud, StringLike: sub('repo:acme/web:*') }),
    /has a wildcard/,
  ],
  'one question mark': [github({ StringEquals: aud, StringLike: sub(`${uuid}?`) }), /has a wildcard/],
  'nothing but a run’s id': [github({ StringEquals: aud, StringLike: sub(anyUuid) }), /not compared exactly/],
  'only if it is there': [
    github({ StringEqualsIfExists: { ...aud, ...sub('repo:a/b:x') } }),
    /not compared exactly/,
  ],
  'for all values': [
    github({ 'ForAllValues:StringEquals': { ...aud, ...sub('repo:a/b:x') } }),
    /not compared exactly/,
  ],
  'not equal': [github({ StringEquals: aud, StringNotEquals: sub('repo:a/b:x') }), /not compared exactly/],
  'an empty subject': [github({ StringEquals: { ...aud, ...sub('') } }), /not compared exactly/],
  'no values': [github({ StringEquals: { ...aud, ...sub([]) } }), /no values/],
  'a variable': [github({ StringEquals: { ...aud, ...sub('repo:\u0024{aws:username}') } }), /variable/],
  'another issuer’s claims': [
    github({ StringEquals: { 'gitlab.com:aud': 'x', 'gitlab.com:sub': 'y' } }),
    /not compared exactly/,
  ],
  anybody: [github(undefined, '*'), /Anybody/],
  'any AWS account': [github(undefined, { AWS: '*' }), /Anybody/],
  'any role of an account': [
    github({ StringEquals: { 'sts:ExternalId': 'x1' } }, { AWS: 'arn:aws:iam::464622532012:role/*' }),
    /Anybody/,
  ],
  'a vendor without an external id': [
    github(undefined, { AWS: 'arn:aws:iam::464622532012:root' }),
    /externalid/,
  ],
  'everybody but one': [
    {
      Statement: [
        {
          Effect: 'Allow',
          NotPrincipal: { AWS: 'arn:aws:iam::464622532012:root' },
          Action: 'sts:AssumeRole',
        },
      ],
    },
    /Everybody but/,
  ],
  'any certificate': [
    github(
      { ArnEquals: { 'aws:SourceArn': 'arn:aws:rolesanywhere:eu-west-1:123456789012:trust-anchor/x' } },
      { Service: 'rolesanywhere.amazonaws.com' },
    ),
    /x509subject\/cn/,
  ],
  'any anchor': [
    github(
      {
        ArnEquals: { 'aws:SourceArn': 'arn:aws:rolesanywhere:eu-west-1:123456789012:trust-anchor/*' },
        StringEquals: { 'aws:PrincipalTag/x509Subject/CN': 'a' },
      },
      { Service: 'rolesanywhere.amazonaws.com' },
    ),
    /sourcearn/,
  ],
  'any pod': [github(undefined, { Service: 'pods.eks.amazonaws.com' }), /kubernetes-namespace/],
  'a second principal beside': [
    github(
      { StringEquals: { ...aud, ...sub('repo:a/b:x') } },
      { Federated: `arn:aws:iam::123456789012:oidc-provider/${issuer}`, AWS: '*' },
    ),
    /Anybody/,
  ],
  'a condition written twice': [
    '{"Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::464622532012:root"},"Action":"sts:AssumeRole","Condition":{"StringEquals":{"sts:ExternalId":"x1"}},"Condition":{}}]}',
    /twice/,
  ],
  'too long': [github({ StringEquals: { ...aud, ...sub(`repo:${'x'.repeat(2000)}`) } }), /characters/],
  'no JSON': ['{', /./],
};

for (const [name, policy] of Object.entries(tight)) {
  test(`tight: ${name}`, () => assert.deepEqual(looseEnds(policy), []));
}
for (const [name, [policy, says]] of Object.entries(loose)) {
  test(`loose: ${name}`, () => assert.match(looseEnds(policy).join(' '), says));
}

test('nothing makes it throw', () => {
  fc.assert(fc.property(fc.oneof(fc.jsonValue(), fc.string()), (document) => void looseEnds(document)));
});
