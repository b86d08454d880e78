// Lists of ports as annotations write them.

/** `8080,9000-9010`; a piece that is no port or range matches nothing. */
export function listsPort(text: string, port: number): boolean {
  return text.split(',').some((piece) => {
    const [, first, last = first] = /^\s*(\d{1,5})(?:-(\d{1,5}))?\s*$/.exec(piece) ?? [];
    return first !== undefined && port >= Number(first) && port <= Number(last);
  });
}
