// Whether a policy's name says that it denies.
const DENIES = /(?:^|[.-])(?:deny|isolate|isolated|block|lockdown|quarantine)(?:[.-]|$)/;

export const saysDeny = (name: string): boolean => DENIES.test(name);
