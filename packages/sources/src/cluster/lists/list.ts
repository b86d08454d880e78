// Reads one list page by page into the sink: what breaks is asked for again, what stays broken is said.
import type { DocumentId } from '@watertight/engine';
import type { Sink } from '../sink.ts';
import { RequestFailure } from '../transport/failure.ts';
import type { Transport } from '../transport/transport.ts';
import { LIST_RESTARTS_MAX, PAGE_ATTEMPTS_MAX, PAGE_OBJECTS } from './limits.ts';
import { readPage } from './page.ts';
import type { ListShape, Page, Wanted } from './page.ts';
import { listPath } from './resource.ts';
import type { Resource } from './resource.ts';
import { statusReason } from './status-reason.ts';

export interface ListRequest {
  readonly resource: Resource;
  readonly shape: ListShape;
  /** Absent: all namespaces, or a kind that has none. */
  readonly namespace?: string;
}

/** How a list ended. */
export interface ListOutcome {
  readonly state: 'read' | 'partial' | 'not-read';
  readonly reason?: string;
  /** True when the server gave no answer at all. */
  readonly isUnanswered: boolean;
  /** True for a list that is partial only in what was asked for of each object, which the objects themselves say. */
  readonly isWhole?: true;
}

/** A page, or why there is none; `expired` when the server no longer knows the state that the token speaks of. */
type PageOutcome = Page | NoPage;

interface NoPage {
  readonly failure: string;
  readonly expired: boolean;
  readonly isUnanswered: boolean;
  /** True when there was an answer, and it ended half-way. */
  readonly brokeOff: boolean;
}

export class ListReader {
  readonly #transport: Transport;
  readonly #sink: Sink;
  readonly #pageObjects: number;

  constructor(transport: Transport, sink: Sink, pageObjects = PAGE_OBJECTS) {
    this.#transport = transport;
    this.#sink = sink;
    this.#pageObjects = pageObjects;
  }

  /** Throws only what ends the run: the signal's reason, or `ClusterError`. */
  async read(request: ListRequest): Promise<ListOutcome> {
    for (let restart = 0; ; restart++) {
      const { documents, outcome, expired } = await this.#readOnce(request);
      if (!expired) return outcome;
      if (restart >= LIST_RESTARTS_MAX) {
        const reason = `the server let go of the list's state (410 Gone) ${restart + 1} times; the objects after it are missing`;
        return { ...outcome, state: outcome.state === 'not-read' ? 'not-read' : 'partial', reason };
      }
      // Read again from its start, a list gives its objects a second time, and without those that were deleted meanwhile.
      this.#sink.discard(documents);
    }
  }

  async #readOnce(
    request: ListRequest,
  ): Promise<{ readonly documents: readonly DocumentId[]; readonly outcome: ListOutcome; readonly expired: boolean }> {
    const documents: DocumentId[] = [];
    const lost = new Lost();
    let token = '';
    do {
      const page = await this.#page(request, token, documents);
      if ('failure' in page) {
        const state = documents.length === 0 && token === '' ? 'not-read' : 'partial';
        const outcome = { state, reason: page.failure, isUnanswered: page.isUnanswered } as const;
        return { documents, outcome, expired: page.expired };
      }
      lost.add(page);
      token = page.next;
      if (page.isBroken) break;
    } while (token !== '');
    return { documents, outcome: lost.outcome, expired: false };
  }

  /** An answer that breaks off is asked for again, and what it gave so far taken back; after the last attempt it is kept. */
  async #page(request: ListRequest, token: string, documents: DocumentId[]): Promise<PageOutcome> {
    for (let attempt = 1; ; attempt++) {
      const given: DocumentId[] = [];
      let page: PageOutcome;
      try {
        page = await this.#ask(request, token, given);
      } catch (error) {
        documents.push(...given);
        throw error;
      }
      const mayImprove = 'failure' in page ? page.brokeOff : page.isBroken;
      if (!mayImprove || attempt >= PAGE_ATTEMPTS_MAX) {
        documents.push(...given);
        return page;
      }
      this.#sink.discard(given);
    }
  }

  async #ask({ resource, shape, namespace }: ListRequest, token: string, given: DocumentId[]): Promise<PageOutcome> {
    const more = token === '' ? '' : `&continue=${encodeURIComponent(token)}`;
    const path = `${listPath(resource, namespace)}?limit=${this.#pageObjects}${more}`;
    const wanted: Wanted = { resource, shape, sink: this.#sink };
    let brokeOff = false;
    try {
      const answer = await this.#transport.ask({ path, accept: shape.accept });
      brokeOff = true;
      if (answer.status === 200) return await readPage(answer, wanted, given);
      answer.drop();
      const expired = answer.status === 410;
      return { failure: statusReason(answer.status), expired, isUnanswered: false, brokeOff: false };
    } catch (error) {
      if (!(error instanceof RequestFailure)) throw error;
      return { failure: error.reason, expired: false, isUnanswered: given.length === 0, brokeOff };
    }
  }
}

/** Sums up what was lost in the pages of one list. */
class Lost {
  #objects = 0;
  #reason: string | undefined;
  #isBroken = false;

  add({ lost, reason, isBroken }: Page): void {
    this.#objects += lost;
    this.#reason ??= reason;
    this.#isBroken ||= isBroken;
  }

  get outcome(): ListOutcome {
    if (this.#objects === 0) return { state: 'read', isUnanswered: false };
    const what = this.#isBroken
      ? 'a page is not whole JSON, and what comes after it is missing'
      : `${this.#objects} ${this.#objects === 1 ? 'object was' : 'objects were'} not read`;
    return { state: 'partial', reason: `${what}: ${this.#reason ?? ''}`, isUnanswered: false };
  }
}
