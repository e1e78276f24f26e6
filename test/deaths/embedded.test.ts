import { describe } from 'node:test';
import { embeddedBase } from '../workshop/base.ts';
import { diesEverywhere } from './all-actions.ts';

describe('a life ends in every state of every action, on the embedded database', () =>
  diesEverywhere(embeddedBase, 'states'));
