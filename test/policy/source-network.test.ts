import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isPrivate, parseNetwork, sourceNetworkPolicy } from '../../src/policy/source-network.ts';

const text = (input: string) => {
  const network = parseNetwork(input);
  return 'problem' in network ? network.problem : network.text;
};

test('networks are read as people write them', () => {
  assert.equal(text(' 198.51.100.0/24 '), '198.51.100.0/24');
  assert.equal(text('203.0.113.7'), '203.0.113.7/32');
  assert.equal(text('2001:DB8::/48'), '2001:db8::/48');
});

test('what is wrong is said with what would be right', () => {
  assert.match(text('198.51.100.7/24'), /Did you mean 198\.51\.100\.0\/24\?/);
  assert.match(text('198.51.100.0/33'), /at most 32/);
  assert.match(text('office'), /Write it like 198\.51\.100\.0\/24/);
  assert.match(text('1.2.3.4/24/8'), /not an IP network/);
  assert.match(text('1.2.3.4/-1'), /no valid prefix length/);
  assert.match(text('010.1.1.1'), /not an IP network/);
});

test('every network that is accepted is its own network address', () => {
  fc.assert(
    fc.property(fc.ipV4(), fc.integer({ min: 0, max: 32 }), (address, length) => {
      const network = parseNetwork(`${address}/${length}`);
      if ('problem' in network) {
        const meant = /Did you mean (.*)\?/.exec(network.problem)?.[1];
        assert.ok(meant, network.problem);
        assert.equal(text(meant), meant);
      } else {
        assert.equal(network.prefixLength, length);
      }
    }),
  );
});

test('private networks are known', () => {
  for (const inside of [
    '10.0.0.0/8',
    '172.16.0.0/12',
    '172.31.255.0/24',
    '192.168.1.1',
    '100.64.0.0/10',
    '127.0.0.1',
    'fd00::/8',
    '::1',
  ]) {
    const network = parseNetwork(inside);
    assert.ok(!('problem' in network) && isPrivate(network), inside);
  }
  for (const outside of ['11.0.0.0/8', '172.32.0.0/16', '100.128.0.0/16', '8.8.8.8', '2001:db8::/32']) {
    const network = parseNetwork(outside);
    assert.ok(!('problem' in network) && !isPrivate(network), outside);
  }
});

test('the policy denies everything from elsewhere, whatever the order in which networks were typed', () => {
  const one = sourceNetworkPolicy(['203.0.113.7/32', '198.51.100.0/24']);
  assert.equal(one, sourceNetworkPolicy(['198.51.100.0/24', '203.0.113.7/32']));
  const { Statement } = JSON.parse(one) as { Statement: readonly Record<string, unknown>[] };
  assert.deepEqual(Statement[0]?.Condition, {
    Bool: { 'aws:ViaAWSService': 'false' },
    NotIpAddress: { 'aws:SourceIp': ['198.51.100.0/24', '203.0.113.7/32'] },
  });
});
