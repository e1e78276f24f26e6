import type { House } from './house.ts';

/** Names that no action touches, whatever a request says: AWS's own, break-glass users, and the house's list. */
export function isProtected(userName: string, house: House): boolean {
  return protectedNames(house)(userName);
}

/** The same for many names. */
export function protectedNames(house: House): (userName: string) => boolean {
  const patterns = [
    'awsreserved*',
    'chatelaine*',
    'root',
    '<root_account>',
    ...house.users.breakGlass,
    ...house.users.protected,
  ];
  const any = new RegExp(`^(?:${patterns.map(expression).join('|')})$`);
  return (userName) => any.test(userName.toLowerCase());
}

function expression(pattern: string): string {
  const literal = pattern
    .toLowerCase()
    .split('*')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return literal.join('.*');
}
