import { BlockList, isIPv4, isIPv6 } from 'node:net';
import { z } from 'zod';
import { canonicalJson } from '../domain/json.ts';

/** A network in CIDR notation, checked and normalised. */
export interface Network {
  readonly text: string;
  readonly family: 4 | 6;
  readonly prefixLength: number;
}

/** Parses `198.51.100.0/24`, `2001:db8::/48` or a single address. Gives what is wrong, in words, for anything else. */
export function parseNetwork(text: string): Network | { readonly problem: string } {
  const [address = '', length, rest] = text.trim().split('/');
  const family = isIPv4(address) ? 4 : isIPv6(address) ? 6 : undefined;
  if (family === undefined || rest !== undefined)
    return { problem: `“${text}” is not an IP network. Write it like 198.51.100.0/24.` };
  const most = family === 4 ? 32 : 128;
  if (length !== undefined && !/^\d{1,3}$/.test(length))
    return { problem: `“${text}” has no valid prefix length. Write it like ${address}/${most}.` };
  const prefixLength = length === undefined ? most : Number(length);
  if (prefixLength > most) return { problem: `“${text}”: the prefix length can be at most ${most}.` };
  if (family === 4 && hasHostBits(address, prefixLength)) {
    return {
      problem: `“${text}” has bits set behind its prefix. Did you mean ${networkOf(address, prefixLength)}/${prefixLength}?`,
    };
  }
  return { text: `${address.toLowerCase()}/${prefixLength}`, family, prefixLength };
}

/** Private ranges never reach AWS's public endpoints, so a condition on them would lock the key out. */
export function isPrivate({ text, family }: Network): boolean {
  if (family === 6) return /^f[cd]/.test(text) || text.startsWith('fe80') || text.startsWith('::1/');
  return /^(10\.|127\.|169\.254\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/.test(
    text,
  );
}

/** A VPC, or one of its endpoints, that calls come through: they then carry no public address (IAM User Guide, `aws:SourceVpc`). */
export const isVpc = (text: string): boolean => /^vpce?-[0-9a-f]{8,17}$/.test(text);

/**
 * Denies everything from outside the networks and VPCs, unless an AWS service calls on the user's behalf
 * (IAM User Guide, “Denies access to AWS based on the source IP”). Of a call that doesn't carry a key the negated operators
 * hold, so it is denied only where neither its address nor its VPC is declared. Canonical JSON.
 */
export function sourceNetworkPolicy(places: readonly string[]): string {
  const networks = places.filter((place) => !isVpc(place)).sort();
  const vpcs = places.filter((place) => place.startsWith('vpc-')).sort();
  const endpoints = places.filter((place) => place.startsWith('vpce-')).sort();
  const inVpcs = {
    ...(vpcs.length > 0 ? { 'aws:SourceVpc': vpcs } : {}),
    ...(endpoints.length > 0 ? { 'aws:SourceVpce': endpoints } : {}),
  };
  return canonicalJson({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'OnlyFromDeclaredNetworks',
        Effect: 'Deny',
        Action: '*',
        Resource: '*',
        Condition: {
          ...(networks.length > 0 ? { NotIpAddress: { 'aws:SourceIp': networks } } : {}),
          ...(Object.keys(inVpcs).length > 0 ? { StringNotEquals: inVpcs } : {}),
          Bool: { 'aws:ViaAWSService': 'false' },
        },
      },
    ],
  });
}

/** Whether an address is in one of the networks; undefined where that can't be told: no networks of its family, or VPCs. */
export function isWithin(address: string, networks: readonly string[]): boolean | undefined {
  const family = isIPv4(address) ? 4 : isIPv6(address) ? 6 : undefined;
  const parsed = networks.map(parseNetwork);
  const same = parsed.filter((network) => !('problem' in network) && network.family === family);
  if (same.length === 0 || parsed.some((network) => 'problem' in network)) return undefined;
  const list = new BlockList();
  const type = family === 4 ? 'ipv4' : 'ipv6';
  for (const network of same) {
    if (!('problem' in network)) list.addSubnet(network.text.split('/')[0] ?? '', network.prefixLength, type);
  }
  return list.check(address, type);
}

const octets = (address: string) => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
const mask = (prefixLength: number) => 2 ** (32 - prefixLength);
const hasHostBits = (address: string, prefixLength: number) => octets(address) % mask(prefixLength) !== 0;

function networkOf(address: string, prefixLength: number): string {
  const base = octets(address) - (octets(address) % mask(prefixLength));
  return [24, 16, 8, 0].map((shift) => Math.floor(base / 2 ** shift) % 256).join('.');
}

/** The networks and VPCs that a policy made here declares; none for anything else. */
export function declaredNetworks(document: string): readonly string[] {
  const shape = z.object({
    Statement: z.tuple([
      z.object({
        Effect: z.literal('Deny'),
        Condition: z.object({
          NotIpAddress: z.object({ 'aws:SourceIp': z.array(z.string()) }).optional(),
          StringNotEquals: z.record(z.string(), z.array(z.string())).optional(),
        }),
      }),
    ]),
  });
  try {
    const parsed = shape.safeParse(JSON.parse(document));
    const { NotIpAddress, StringNotEquals } = parsed.data?.Statement[0].Condition ?? {};
    return [...(NotIpAddress?.['aws:SourceIp'] ?? []), ...Object.values(StringNotEquals ?? {}).flat()];
  } catch {
    return [];
  }
}
