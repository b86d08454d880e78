// The product's version: one for the whole workspace, checked against package.json by a test.
export const VERSION = '0.1.0';
