import { AwsError, noSuchEntity } from '../aws-error.ts';
import type { Context } from '../context.ts';
import type { Operations } from '../operation.ts';
import { flag, optionalText, text } from '../parameters.ts';
import type { Answer } from '../wire/xml.ts';
import type { User } from '../world/state.ts';
import { namedUser, userTarget } from './entities.ts';

export const loginProfileOperations: Operations = {
  CreateLoginProfile: {
    writes: true,
    target: userTarget,
    run(context, parameters) {
      const user = namedUser(context, parameters);
      checkPassword(context, text(parameters, 'Password'));
      if (user.login !== undefined) {
        throw new AwsError('EntityAlreadyExists', `Login Profile for user ${user.name} already exists.`);
      }
      const resetRequired = flag(parameters, 'PasswordResetRequired') ?? false;
      user.login = { createdAt: context.now, changedAt: context.now, resetRequired };
      return { LoginProfile: showLogin(user, user.login) };
    },
  },
  GetLoginProfile: {
    writes: false,
    target: userTarget,
    run(context, parameters) {
      const user = namedUser(context, parameters);
      return { LoginProfile: showLogin(user, loginOf(user)) };
    },
  },
  UpdateLoginProfile: {
    writes: true,
    target: userTarget,
    run(context, parameters) {
      const login = loginOf(namedUser(context, parameters));
      const password = optionalText(parameters, 'Password');
      if (password !== undefined) {
        checkPassword(context, password);
        login.changedAt = context.now;
      }
      login.resetRequired = flag(parameters, 'PasswordResetRequired') ?? login.resetRequired;
      return undefined;
    },
  },
  DeleteLoginProfile: {
    writes: true,
    target: userTarget,
    run(context, parameters) {
      const user = namedUser(context, parameters);
      loginOf(user);
      delete user.login;
      return undefined;
    },
  },
};

function loginOf(user: User): NonNullable<User['login']> {
  if (user.login === undefined) throw noSuchEntity(`Login Profile for User ${user.name} cannot be found.`);
  return user.login;
}

// Without a policy of its own an account has AWS's default: eight characters.
function checkPassword({ account }: Context, password: string): void {
  const policy = account.passwordPolicy;
  const violation = (words: string) =>
    new AwsError(
      'PasswordPolicyViolation',
      `Password does not conform to the account password policy. ${words}`,
    );
  const least = policy?.minimumLength ?? 8;
  if (password.length < least) throw violation(`Password should have a minimum length of ${least}`);
  if (policy?.requireSymbols && !/[^A-Za-z0-9]/.test(password))
    throw violation('Password should have at least one symbol');
  if (policy?.requireNumbers && !/\d/.test(password))
    throw violation('Password should have at least one number');
  if (policy?.requireUppercase && !/[A-Z]/.test(password))
    throw violation('Password should have at least one uppercase letter');
  if (policy?.requireLowercase && !/[a-z]/.test(password))
    throw violation('Password should have at least one lowercase letter');
}

function showLogin(user: User, login: NonNullable<User['login']>): Answer {
  return { UserName: user.name, CreateDate: login.createdAt, PasswordResetRequired: login.resetRequired };
}
