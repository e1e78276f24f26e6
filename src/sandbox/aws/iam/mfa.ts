import { AwsError, noSuchEntity } from '../aws-error.ts';
import type { Context } from '../context.ts';
import { ANYTHING, type Operations } from '../operation.ts';
import { pageAs, pageOf } from '../paging.ts';
import { optionalText, text } from '../parameters.ts';
import type { Parameters } from '../wire/query-form.ts';
import type { User } from '../world/state.ts';
import { namedUser, namedUserOrCaller, userTarget } from './entities.ts';
import { showUser } from './users.ts';

export const mfaOperations: Operations = {
  ListMFADevices: {
    writes: false,
    target: userTarget,
    run(context, parameters) {
      const user = namedUserOrCaller(context, parameters);
      const page = pageOf(context, parameters, user.mfa, ({ serial }) => serial);
      return pageAs('MFADevices', page, ({ serial, enabledAt }) => ({
        UserName: user.name,
        SerialNumber: serial,
        EnableDate: enabledAt,
      }));
    },
  },
  DeactivateMFADevice: {
    writes: true,
    target: userTarget,
    run(context, parameters) {
      const user = namedUser(context, parameters);
      const serial = text(parameters, 'SerialNumber');
      if (!user.mfa.some((device) => device.serial === serial)) throw noDevice(serial);
      user.mfa = user.mfa.filter((device) => device.serial !== serial);
      const virtual = context.account.virtualMfaDevices.get(serial);
      delete virtual?.assignedTo;
      delete virtual?.enabledAt;
      return undefined;
    },
  },
  ListVirtualMFADevices: { writes: false, target: () => ANYTHING, run: listVirtualDevices },
  DeleteVirtualMFADevice: {
    writes: true,
    target: (_, parameters) => ({ resource: text(parameters, 'SerialNumber') }),
    run(context, parameters) {
      const serial = text(parameters, 'SerialNumber');
      const device = context.account.virtualMfaDevices.get(serial);
      if (device === undefined) throw noDevice(serial);
      if (device.assignedTo !== undefined) {
        throw new AwsError('DeleteConflict', 'Cannot delete entity, must deactivate MFA device first.');
      }
      context.account.virtualMfaDevices.delete(serial);
      return undefined;
    },
  },
};

function listVirtualDevices(context: Context, parameters: Parameters) {
  const status = optionalText(parameters, 'AssignmentStatus') ?? 'Any';
  const devices = [...context.account.virtualMfaDevices.values()].filter(
    ({ assignedTo }) => status === 'Any' || (status === 'Assigned') === (assignedTo !== undefined),
  );
  return pageAs(
    'VirtualMFADevices',
    pageOf(context, parameters, devices, ({ serial }) => serial),
    (device) => {
      const user = userOf(context, device.assignedTo);
      return {
        SerialNumber: device.serial,
        User: user === undefined ? undefined : showUser(user, 'listed'),
        EnableDate: device.enabledAt,
      };
    },
  );
}

function userOf(context: Context, name: string | undefined): User | undefined {
  return name === undefined ? undefined : context.account.users.get(name);
}

function noDevice(serial: string): AwsError {
  return noSuchEntity(`VirtualMFADevice with serial number ${serial} doesn't exist.`);
}
