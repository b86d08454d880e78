// Secrets without their content: the server sends a Table, or metadata, and the values stay where they are.
// https://kubernetes.io/docs/reference/using-api/api-concepts/#alternate-representations-of-resources
import { fieldsOf, listOf, textOf } from '../kubeconfig/narrow.ts';
import type { Transport } from '../transport/transport.ts';
import type { ListShape } from './page.ts';
import { listPath } from './resource.ts';
import type { Resource } from './resource.ts';

const TABLE = 'application/json;as=Table;g=meta.k8s.io;v=v1';
const METADATA = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';
const TYPE_COLUMN = 'Type';

/**
 * A Table shows a Secret's type beside its metadata, and neither names of keys nor values. Where the server makes no Table with
 * that column, metadata alone is asked for. Throws `RequestFailure`.
 */
export async function secretShape(transport: Transport, resource: Resource, namespace?: string): Promise<ListShape> {
  const path = `${listPath(resource, namespace)}?limit=1`;
  const { status, value } = await transport.askJson({ path, accept: TABLE });
  const table = fieldsOf(value);
  const columns = listOf(table['columnDefinitions']).map((column) => textOf(fieldsOf(column)['name']));
  const type = status === 200 && table['kind'] === 'Table' ? columns.indexOf(TYPE_COLUMN) : -1;
  return type === -1 ? metadataShape() : tableShape(type);
}

function tableShape(typeColumn: number): ListShape {
  return {
    accept: TABLE,
    form: { items: 'rows', paged: true },
    objectOf: (row) => {
      const { cells, object } = fieldsOf(row);
      return secretOf(fieldsOf(object)['metadata'], textOf(listOf(cells)[typeColumn]));
    },
    content: 'type',
  };
}

function metadataShape(): ListShape {
  return {
    accept: METADATA,
    form: { items: 'items', paged: true },
    objectOf: (item) => secretOf(fieldsOf(item)['metadata'], ''),
    content: 'none',
  };
}

function secretOf(metadata: unknown, type: string): unknown {
  return { apiVersion: 'v1', kind: 'Secret', type, metadata };
}
