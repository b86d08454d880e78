// Loaded before a program: the packages that only the clouds' key stores need are not installed.
import { registerHooks } from 'node:module';

export const ABSENT_PACKAGES = import.meta.filename;

const CLOUDS = /^@(?:aws-sdk|azure|google-cloud)\//;

registerHooks({
  resolve: (specifier, context, next) => {
    if (!CLOUDS.test(specifier)) return next(specifier, context);
    throw Object.assign(new Error(`Cannot find package '${specifier}'`), { code: 'ERR_MODULE_NOT_FOUND' });
  },
});
