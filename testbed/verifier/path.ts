// The shape of a path as the contract's JSON has it, written down again so that nothing of ours is imported.

export type Certainty = 'certain' | 'conditional' | 'assumed';

export interface PathRequest {
  readonly verb: string;
  readonly group?: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly query?: string;
}

export interface PathStep {
  readonly id: string;
  readonly needs: readonly string[];
  readonly technique: string;
  readonly from: string;
  readonly to: string;
  readonly request?: PathRequest;
  readonly because: string;
  readonly certainty: Certainty;
  readonly conditions: readonly { readonly text: string; readonly settledBy: string }[];
  readonly evidence: readonly {
    readonly object: string;
    readonly pointer?: string;
    readonly file?: string;
    readonly line?: number;
  }[];
}

export interface Path {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly certainty: Certainty;
  readonly hops: number;
  readonly steps: readonly PathStep[];
}

/** Best first. */
export const CERTAINTIES: readonly Certainty[] = ['certain', 'conditional', 'assumed'];

/** The name that the request carries, or that its field selector gives. */
export function requestName(request: PathRequest): string {
  if (request.name !== undefined && request.name !== '') return request.name;
  return /(?:^|&)fieldSelector=metadata\.name=([^&,]+)/.exec(request.query ?? '')?.[1] ?? '';
}
