import { refuse } from '../errors/refuse.ts';
import { ALLOW } from '../operations/allow.ts';
import type { Operation } from '../operations/operation.ts';
import type { Headers } from '../wire/headers.ts';
import type { Query } from '../wire/query.ts';
import type { Address } from './address.ts';

/** What an operation is chosen by. */
export interface Dispatchable {
  readonly method: string;
  readonly query: Query;
  readonly headers: Headers;
}

/**
 * The operation table as an index: method, resource and the first known sub-resource of the query decide; unknown query
 * keys are ignored (operations.md §2.1). A known sub-resource never falls through to another operation.
 */
export class Dispatcher {
  private readonly bySelector = new Map<string, Operation[]>();
  private readonly subResources = new Set<string>();

  constructor(operations: readonly Operation[]) {
    for (const operation of operations) {
      const { subResource, alsoSubResource } = operation;
      this.add(operation, subResource);
      if (alsoSubResource !== undefined) this.add(operation, alsoSubResource);
    }
  }

  /** @throws `no-such-operation`. */
  choose(request: Dispatchable, address: Address): Operation {
    const resource = address.bucket === undefined ? 'service' : address.key === undefined ? 'bucket' : 'object';
    let selected = false;
    // A preflight carries the query of the request to come, and is about all of it.
    const parameters = request.method === 'OPTIONS' ? [] : request.query.parameters;
    for (const { name } of parameters) {
      if (!this.subResources.has(name)) continue;
      selected = true;
      const found = this.find(request, resource, name);
      if (found) return found;
    }
    const plain = selected ? undefined : this.find(request, resource, '');
    if (plain) return plain;
    throw refuse('no-such-operation', {
      Method: request.method,
      ResourceType: resource === 'object' ? 'Object' : resource === 'bucket' ? 'Bucket' : 'Service',
      Allow: ALLOW,
    });
  }

  private add(operation: Operation, subResource: string | undefined): void {
    const selector = key(operation.method, operation.resource, subResource ?? '');
    const twins = this.bySelector.get(selector) ?? [];
    twins.push(operation);
    // The more conditions an operation names, the earlier it is tried.
    twins.sort((a, b) => conditions(b) - conditions(a));
    this.bySelector.set(selector, twins);
    if (subResource !== undefined) this.subResources.add(subResource);
  }

  private find(request: Dispatchable, resource: string, subResource: string): Operation | undefined {
    const twins = this.bySelector.get(key(request.method, resource, subResource));
    return twins?.find((operation) => holds(operation, request));
  }
}

function key(method: string, resource: string, subResource: string): string {
  return `${method} ${resource} ${subResource}`;
}

function conditions(operation: Operation): number {
  return (operation.when === undefined ? 0 : 1) + (operation.whenHeader === undefined ? 0 : 1);
}

function holds(operation: Operation, { query, headers }: Dispatchable): boolean {
  if (operation.whenHeader !== undefined && !headers.has(operation.whenHeader)) return false;
  if (operation.when === undefined) return true;
  const equals = operation.when.indexOf('=');
  if (equals === -1) return query.has(operation.when);
  return query.get(operation.when.slice(0, equals)) === operation.when.slice(equals + 1);
}
