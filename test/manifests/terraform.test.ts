import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { terraformOf } from './terraform.ts';

const manifests = new URL('../../manifests/aws/', import.meta.url);

for (const role of ['hub-role', 'member-role']) {
  test(`Terraform says of the ${role} what CloudFormation says (UPDATE_TERRAFORM=1 writes it anew)`, () => {
    const made = terraformOf(readFileSync(new URL(`${role}.yaml`, manifests), 'utf8'));
    const file = new URL(`terraform/${role}/main.tf.json`, manifests);
    if (process.env.UPDATE_TERRAFORM) {
      mkdirSync(new URL('.', file), { recursive: true });
      writeFileSync(file, `${JSON.stringify(made, undefined, 2)}\n`);
    }
    const text = readFileSync(file, 'utf8');
    assert.deepEqual(JSON.parse(text), made);
    assert.doesNotMatch(text, /«|»|\$\{AWS::/, 'a reference was left');
  });
}
