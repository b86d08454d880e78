// The Kubernetes version that the input itself names.

const VERSION = /^v?(\d{1,3})\.(\d{1,3})(?:\D|$)/;

/** `major.minor` of a version text such as `v1.31.2-eks-7f9249a`; empty for anything else. */
export function minorVersion(text: string): string {
  const found = VERSION.exec(text.slice(0, 64));
  return found === null ? '' : `${Number(found[1])}.${Number(found[2])}`;
}

/** The newer of two `major.minor`; an empty one is older than all. */
export function newerVersion(left: string, right: string): string {
  if (left === '' || right === '') return left || right;
  const [leftMajor, leftMinor] = left.split('.').map(Number) as [number, number];
  const [rightMajor, rightMinor] = right.split('.').map(Number) as [number, number];
  return leftMajor > rightMajor || (leftMajor === rightMajor && leftMinor >= rightMinor) ? left : right;
}
