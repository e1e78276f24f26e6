import type { House } from './house.ts';

/** Names that no action touches, whatever a request says: AWS's own, break-glass users, and the house's list. */
export function isProtected(userName: string, house: House): boolean {
  const name = userName.toLowerCase();
  const patterns = [
    'awsreserved*',
    'chatelaine*',
    'root',
    '<root_account>',
    ...house.users.breakGlass,
    ...house.users.protected,
  ];
  return patterns.some((pattern) => matchesPattern(name, pattern.toLowerCase()));
}

function matchesPattern(name: string, pattern: string): boolean {
  const literal = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('.*')}$`).test(name);
}
