/** Custom parameters and the substitution variables they may hold (LTI 1.3 core, B). */
import type { Platform } from './installation.ts';
import { lineItemAddress, lineItemsOf } from './installation.ts';
import type { Activity, Client } from './state.ts';
import type { Person } from './world.ts';
import { COURSE, rolesOf, SCHOOL } from './world.ts';

/** The client's parameters, then the activity's (which win), variables replaced; unknown ones stay as they are. */
export function customOf(
  platform: Platform,
  client: Client,
  someone: Person,
  activity: Activity | undefined,
): Record<string, string> {
  const values = new Map(Object.entries(variables(platform, someone, activity)));
  const parameters = Object.entries({ ...client.custom, ...activity?.custom });
  return Object.fromEntries(parameters.map(([key, value]) => [key, values.get(value) ?? value]));
}

export const VARIABLES = [
  'User.id',
  'User.username',
  'Person.sourcedId',
  'Person.name.full',
  'Person.name.given',
  'Person.name.family',
  'Person.email.primary',
  'Context.id',
  'Context.label',
  'Context.title',
  'Context.sourcedId',
  'CourseSection.label',
  'CourseSection.title',
  'CourseSection.sourcedId',
  'Membership.role',
  'ToolPlatformInstance.guid',
  'ToolPlatformInstance.name',
  'LineItems.url',
  'ToolProxyBinding.memberships.url',
  'ResourceLink.id',
  'ResourceLink.title',
  'ResourceLink.description',
  'ResourceLink.id.history',
  'LineItem.url',
] as const;

function variables(
  platform: Platform,
  someone: Person,
  activity: Activity | undefined,
): Record<string, string> {
  const known: Partial<Record<(typeof VARIABLES)[number], string>> = {
    'User.id': someone.sub,
    'User.username': someone.id,
    'Person.sourcedId': someone.sourcedId,
    'Person.name.full': someone.name,
    'Person.name.given': someone.given,
    'Person.name.family': someone.family,
    'Person.email.primary': someone.email,
    'Context.id': COURSE.id,
    'Context.label': COURSE.label,
    'Context.title': COURSE.title,
    'Context.sourcedId': COURSE.sourcedId,
    'CourseSection.label': COURSE.label,
    'CourseSection.title': COURSE.title,
    'CourseSection.sourcedId': COURSE.sourcedId,
    'Membership.role': rolesOf(someone).join(','),
    'ToolPlatformInstance.guid': SCHOOL.guid,
    'ToolPlatformInstance.name': SCHOOL.name,
    'LineItems.url': platform.addresses.lineItems,
    'ToolProxyBinding.memberships.url': platform.addresses.memberships,
  };
  if (activity !== undefined) {
    const [only, another] = lineItemsOf(platform, activity);
    known['ResourceLink.id'] = activity.id;
    known['ResourceLink.title'] = activity.title;
    known['ResourceLink.description'] = activity.text ?? '';
    known['ResourceLink.id.history'] = activity.copiedFrom.join(',');
    if (only !== undefined && another === undefined) known['LineItem.url'] = lineItemAddress(platform, only);
  }
  return Object.fromEntries(Object.entries(known).map(([name, value]) => [`$${name}`, value]));
}
