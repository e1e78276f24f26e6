import type { House } from '../domain/house.ts';
import type { InventoryUser } from '../domain/inventory.ts';
import { tagKeys, tagValue } from '../domain/user.ts';

export interface TagProblem {
  readonly key: string;
  /** `cost-center is missing` */
  readonly says: string;
}

const none: readonly TagProblem[] = [];

/** What is wrong with a user's tags by the configuration: required ones, known environments and teams, a date to end on. */
export function tagProblems({ tags }: InventoryUser, house: House): readonly TagProblem[] {
  let problems: TagProblem[] | undefined;
  const complain = (key: string, says: string) => {
    problems ??= [];
    problems.push({ key, says: `${key} ${says}` });
  };
  for (const { key, values, format } of house.tags.required) {
    const value = tagValue(tags, key);
    if (value === undefined) complain(key, 'is missing');
    else if (values !== undefined && !values.includes(value))
      complain(key, `is “${value}”, not one of ${values.join(', ')}`);
    else if (format !== undefined && !new RegExp(`^(?:${format})$`).test(value))
      complain(key, `is “${value}”, not of the form ${format}`);
  }
  const environment = tagValue(tags, tagKeys.environment);
  if (environment !== undefined && house.environments.length > 0 && !house.environments.includes(environment))
    complain(tagKeys.environment, `is “${environment}”, not one of ${house.environments.join(', ')}`);
  const team = tagValue(tags, tagKeys.team);
  if (team !== undefined && !house.teams.some(({ id }) => id === team))
    complain(tagKeys.team, `is “${team}”, which is no team`);
  const ends = tagValue(tags, tagKeys.ends);
  if (ends !== undefined && !/^\d{4}-\d\d-\d\d$/.test(ends))
    complain(tagKeys.ends, `is “${ends}”, which is no date`);
  if (ends === undefined && tagValue(tags, tagKeys.request) !== undefined)
    complain(tagKeys.ends, 'is missing');
  return problems ?? none;
}
