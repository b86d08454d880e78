// Admission webhooks, and whether they are sent Secrets.
import type { WebhookFact } from '../facts/cluster.ts';
import { serviceReference } from './cluster.ts';
import { isObject, listOf, objectOf, textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import { partsOf } from './pod-spec-view.ts';
import { labelSelector } from './rbac.ts';
import type { Family, Reading } from './reading.ts';

function anyOf(list: unknown, ...accepted: readonly string[]): boolean {
  return listOf(list).some((item) => accepted.includes(item as string));
}

/**
 * True when a rule matches writes of `""/v1/secrets`. Before and after a slash the API server matches separately
 * (`Matcher.resource` in apiserver pkg/admission/plugin/webhook/predicates/rules), so a `*` subresource matches none, too.
 */
function matchesSecrets(rule: JsonObject): boolean {
  return (
    anyOf(rule.operations, '*', 'CREATE', 'UPDATE', 'DELETE') &&
    anyOf(rule.apiGroups, '*', '') &&
    anyOf(rule.apiVersions, '*', 'v1') &&
    anyOf(rule.resources, 'secrets', '*', '*/*', 'secrets/*') &&
    rule.scope !== 'Cluster'
  );
}

function webhooksOf(reading: Reading): WebhookFact['webhooks'] {
  const { strings } = reading;
  return partsOf(reading.object.webhooks, '/webhooks').map(({ value, pointer }) => {
    const client = objectOf(value.clientConfig);
    return {
      name: strings.text(value.name),
      ...serviceReference(client.service, strings),
      ...(textOf(client.url) === '' ? {} : { url: strings.keep(withoutUserinfo(textOf(client.url))) }),
      matchesSecrets: listOf(value.rules).some((rule) => isObject(rule) && matchesSecrets(rule)),
      failurePolicy: strings.keep(textOf(value.failurePolicy) || 'Fail'),
      ...(isObject(value.namespaceSelector)
        ? { namespaceSelector: labelSelector(value.namespaceSelector, strings) }
        : {}),
      pointer,
    };
  });
}

/** A webhook's URL may not hold userinfo, query or fragment (API validation); a file's may. */
function withoutUserinfo(url: string): string {
  const start = url.indexOf('://') + 3;
  const at = url.indexOf('@', start);
  const end = url.search(/[?#]/);
  const kept = end >= 0 ? url.slice(0, end) : url;
  return at >= 0 && at < kept.length ? `${kept.slice(0, start)}${kept.slice(at + 1)}` : kept;
}

export function webhookReader(type: WebhookFact['type']): Family {
  return (reading) => {
    reading.facts.webhooks.push({ ...reading.base, kind: 'webhook', type, webhooks: webhooksOf(reading) });
    return true;
  };
}
