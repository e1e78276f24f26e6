import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as iam from '@aws-sdk/client-iam';
import * as sts from '@aws-sdk/client-sts';
import { errorByCode } from '../../../src/sandbox/aws/aws-error.ts';

interface ErrorTraits {
  readonly awsQueryError?: readonly [code: string, status: number];
}

/** The errors that a service model knows, from the schemas inside of the SDK. */
function modelledErrors(client: object): readonly (readonly [code: string, status: number])[] {
  return Object.entries(client).flatMap(([name, schema]) => {
    if (!name.endsWith('$') || !Array.isArray(schema) || schema[0] !== -3) return [];
    const { awsQueryError } = schema[3] as ErrorTraits;
    return awsQueryError === undefined ? [] : [awsQueryError];
  });
}

test('every error of the service models has its status', () => {
  const errors = [...modelledErrors(iam), ...modelledErrors(sts)];
  assert.ok(errors.length > 40);
  for (const [code, status] of errors) assert.equal(errorByCode(code).status, status, code);
});
