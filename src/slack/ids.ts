/** Every id that Slack sends back, as exact strings: Bolt's patterns are unanchored and would match more than meant. */

export const command = '/iam';

export const shortcuts = {
  request: 'request-service-account',
  act: 'change-user',
  showUser: 'show-user-in-message',
  changeUser: 'change-user-in-message',
} as const;

export const events = { homeOpened: 'app_home_opened' } as const;

/** Buttons and selects. */
export const actions = {
  approve: 'approve',
  deny: 'deny',
  fullPlan: 'full-plan',
  review: 'review-and-approve',
  planPage: 'plan-page',
  cancel: 'cancel',
  retry: 'retry',
  undo: 'undo',
  /** Before a gate: what it asks for is so; the stage behind the last gate goes back. */
  confirm: 'confirm-gate',
  stepBack: 'step-back',
  lookAgain: 'look-again',
  runCommand: 'run-command',
  allCommands: 'all-commands',
  startRequest: 'start-request',
  act: 'act-on-user',
  askAgain: 'ask-again',
  showPending: 'show-pending',
  showMine: 'show-mine',
  showHelp: 'show-help',
  showUser: 'show-user',
  showAudit: 'show-audit',
  askOwner: 'ask-owner',
  moreActions: 'more-actions',
  chooseUser: 'choose-user',
  choosePath: 'choose-path',
  backToDetails: 'back-to-details',
  /** About one finding, by its key. */
  findingAdvice: 'finding-advice',
  snooze: 'snooze',
  exempt: 'exempt',
  knowWhose: 'know-whose',
  sendAnswer: 'send-answer',
  changeAnswers: 'change-answers',
  declineRole: 'decline-role',
} as const;

/** The button that begins an action on a user. */
export const beginId = (action: string): string => `begin:${action}`;

/** Inputs of the request form, by kind of field; the block id carries the field's name. */
export const fields = {
  text: 'field-text',
  paragraph: 'field-paragraph',
  account: 'field-account',
  person: 'field-person',
  team: 'field-team',
  bundles: 'field-bundles',
  date: 'field-date',
  choice: 'field-choice',
  fromFacts: 'field-from-facts',
  insist: 'field-insist',
  reason: 'field-reason',
  user: 'field-user',
  action: 'field-action',
} as const;

/** Modals. */
export const views = {
  path: 'request-path',
  answerReady: 'request-answer',
  details: 'request-details',
  preview: 'request-preview',
  /** The same where nobody has to decide: submitting it runs the plan. */
  previewNow: 'request-preview-now',
  act: 'act-on-user',
  choices: 'choose-user',
  denial: 'denial',
  snooze: 'snooze',
  knowWhose: 'know-whose',
  fullPlan: 'full-plan',
  answer: 'answer',
} as const;
