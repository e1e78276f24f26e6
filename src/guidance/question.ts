/** A question of a path, in the order asked. Drawn by `slack/blocks`, judged by the path's `Answers`. */
export interface Question {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly placeholder?: string;
  readonly optional?: boolean;
  /** What it begins with. */
  readonly initial?: string;
  readonly input:
    | { readonly kind: 'text'; readonly maxLength: number }
    | { readonly kind: 'paragraph'; readonly maxLength: number }
    | { readonly kind: 'account' }
    | {
        readonly kind: 'choice';
        readonly options: readonly { readonly value: string; readonly text: string }[];
      };
}

export const text = (maxLength = 200): Question['input'] => ({ kind: 'text', maxLength });

export const accountQuestion: Question = {
  name: 'account',
  label: 'AWS account',
  hint: 'Where the role will be.',
  input: { kind: 'account' },
};

export const roleNameQuestion: Question = {
  name: 'roleName',
  label: 'Role name',
  optional: true,
  hint: 'Made from your answers if you leave it out.',
  input: text(64),
};

export const branchQuestion: Question = {
  name: 'branch',
  label: 'Branch',
  initial: 'main',
  hint: 'Only builds of this branch get the role.',
  input: text(),
};
