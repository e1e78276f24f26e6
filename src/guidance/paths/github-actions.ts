import { z } from 'zod';
import { account, afterHost, ref, roleName, typed } from '../answer-text.ts';
import { federatedAnswer } from '../federated.ts';
import { guidancePath, regionOf } from '../path.ts';
import { accountQuestion, roleNameQuestion, text } from '../question.ts';

/**
 * Issuer, audience and subjects: GitHub Docs, “OpenID Connect reference” (repo:OWNER/REPO:ref:refs/heads/BRANCH,
 * :ref:refs/tags/TAG, :environment:NAME with `:` as %3A, an environment instead of the ref where the job names one),
 * and its “Immutable subject claims”: repositories made, renamed or moved after 15 July 2026 sign OWNER@ID/REPO@ID.
 */
export const githubActions = guidancePath({
  id: 'github-actions',
  family: 'In a pipeline',
  name: 'GitHub Actions',
  title: 'Use OpenID Connect, not a user',
  advice:
    'GitHub signs a token for each job, and AWS exchanges it for credentials of an hour. Nothing is stored among the repository’s secrets.',
  questions: [
    accountQuestion,
    {
      name: 'repository',
      label: 'Repository',
      placeholder: 'acme/web',
      hint: 'As GitHub writes it. Made, renamed or moved after 15 July 2026? Then with the numbers of owner and repository, like acme@12/web@34: “gh api repos/acme/web” shows both ids.',
      input: text(),
    },
    {
      name: 'bound',
      label: 'Which jobs',
      initial: 'branch',
      input: {
        kind: 'choice',
        options: [
          { value: 'branch', text: 'Jobs on one branch' },
          { value: 'environment', text: 'Jobs in one environment' },
          { value: 'tag', text: 'Jobs on one tag' },
        ],
      },
    },
    {
      name: 'ref',
      label: 'Name of the branch, environment or tag',
      initial: 'main',
      hint: 'An environment can also ask a person first; a branch can’t.',
      input: text(),
    },
    roleNameQuestion,
  ],
  leadsTo: 'role',
  sources: [
    {
      title: 'OpenID Connect reference (GitHub Docs)',
      url: 'https://docs.github.com/en/actions/reference/security/oidc',
    },
    {
      title: 'Configuring OpenID Connect in Amazon Web Services (GitHub Docs)',
      url: 'https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws',
    },
  ],
  Answers: z
    .object({
      account,
      repository: afterHost(
        'github.com',
        typed(
          /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})\/[A-Za-z0-9._-]{1,100}$|^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})@\d+\/[A-Za-z0-9._-]{1,100}@\d+$/,
          'Write owner/repository, or owner@number/repository@number. One repository; no wildcard.',
        ),
      ),
      bound: z.enum(['branch', 'environment', 'tag'], 'Choose which jobs.'),
      ref: z.preprocess(
        (value) => (typeof value === 'string' ? value.trim().replace(/^refs\/(?:heads|tags)\//, '') : value),
        typed(
          /^[A-Za-z0-9_](?:[A-Za-z0-9 ._/+#=,-]*[A-Za-z0-9_+#=-])?$/,
          'Write one name exactly. Letters, digits, spaces and . _ - / + # = , are taken; no wildcard.',
        ),
      ),
      roleName,
    })
    .refine(({ bound, ref: name }) => bound === 'environment' || ref(bound).safeParse(name).success, {
      path: ['ref'],
      message: 'That can’t be the name of a branch or tag.',
    }),
  reach(answers, context) {
    const bound = {
      branch: { claim: `ref:refs/heads/${answers.ref}`, who: `on the branch ${answers.ref}` },
      environment: { claim: `environment:${answers.ref}`, who: `in the environment ${answers.ref}` },
      tag: { claim: `ref:refs/tags/${answers.ref}`, who: `on the tag ${answers.ref}` },
    }[answers.bound];
    const repository = answers.repository.replace(/@\d+/g, '');
    return federatedAnswer(
      {
        ...answers,
        nameParts: ['github', repository.replace('/', '-'), answers.ref],
        provider: {
          label: 'github_actions',
          url: 'https://token.actions.githubusercontent.com',
          audience: 'sts.amazonaws.com',
        },
        claims: { sub: `repo:${answers.repository}:${bound.claim}` },
        who: `Jobs of ${answers.repository} ${bound.who}`,
        holder: 'the job',
        use: (role) => ({
          title: 'In the workflow',
          code: [
            'permissions:',
            '  id-token: write',
            '  contents: read',
            'jobs:',
            '  deploy:',
            '    runs-on: ubuntu-latest',
            ...(answers.bound === 'environment' ? [`    environment: ${JSON.stringify(answers.ref)}`] : []),
            '    steps:',
            '      - uses: aws-actions/configure-aws-credentials@v5',
            '        with:',
            `          role-to-assume: ${role}`,
            `          aws-region: ${regionOf(answers.account, context.accounts)}`,
            '      - run: aws sts get-caller-identity',
          ].join('\n'),
        }),
      },
      context,
    );
  },
});
