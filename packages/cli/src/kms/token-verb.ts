// The verb by which the KMS plugin starts itself again as the process that calls a token's library; not for people.

export const TOKEN_VERB = '__kms-token';
