// A small XML reader for tests: throws on anything that is not well-formed as far as JUnit files go.

export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  text: string;
}

const ENTITIES = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);
/** XML 1.0's Char production, without tab and carriage return, which we never write. */
const NO_CHAR = /[^\n\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

function decode(text: string): string {
  if (/[<>]/.test(text)) throw new Error('a bare angle bracket');
  return text.replace(/&([^;&]*);?/g, (whole, name: string) => {
    const char = whole.endsWith(';') ? ENTITIES.get(name) : undefined;
    if (char === undefined) throw new Error(`entity ${whole}`);
    return char;
  });
}

function attributesOf(text: string): Map<string, string> {
  const found = new Map<string, string>();
  const rest = text.replace(/\s+([a-z]+)="([^"]*)"/g, (_, name: string, value: string) => {
    if (found.has(name)) throw new Error(`attribute ${name} twice`);
    found.set(name, decode(value));
    return '';
  });
  if (rest.trim() !== '') throw new Error(`attributes: ${rest}`);
  return found;
}

/** The root element. */
export function parseXml(document: string): XmlElement {
  if (NO_CHAR.test(document)) throw new Error('a character that XML does not have');
  const body = document.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, '');
  const top: XmlElement = { name: '', attributes: new Map(), children: [], text: '' };
  const open = [top];
  for (const [, text = '', close, name = '', attributes = '', empty] of body.matchAll(
    /([^<]*)<(\/?)([a-z]+)((?:[^">]|"[^"]*")*?)(\/?)>/g,
  )) {
    const parent = open.at(-1) as XmlElement;
    parent.text += decode(text);
    if (close === '/') {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes something else`);
      continue;
    }
    const element: XmlElement = { name, attributes: attributesOf(attributes), children: [], text: '' };
    parent.children.push(element);
    if (empty !== '/') open.push(element);
  }
  if (open.length !== 1 || top.children.length !== 1 || !body.endsWith('>\n')) throw new Error('not one closed root');
  return top.children[0] as XmlElement;
}
