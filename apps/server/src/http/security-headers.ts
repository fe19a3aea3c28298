import helmet from 'helmet';

/**
 * What browsers are told of every answer. Everything comes from here, nothing is inline, nobody may frame it. Whether
 * the whole domain is reached by HTTPS alone is for whatever terminates it to say.
 */
export const securityHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      connectSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
  strictTransportSecurity: false,
});
