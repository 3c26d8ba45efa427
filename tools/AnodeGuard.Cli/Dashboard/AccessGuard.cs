using System;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace AnodeGuard.Cli.Dashboard
{
    /// <summary>
    /// Who may see the page and who may command. On loopback without a token only requests that name this machine are
    /// served, so that no page of another site can reach it by a name of its own (DNS rebinding). With a token every
    /// request carries it: as a cookie, which a first visit with ?token= sets, or as a bearer. Commands also need a header
    /// that no foreign page can set.
    /// </summary>
    internal sealed class AccessGuard
    {
        /// <summary>Header that the page's own script sets with every command.</summary>
        public const string CommandHeader = "X-AnodeGuard";

        private const string Cookie = "anodeguard";

        // Only what the page itself brought; plots set styles by script, which this allows, and no markup does.
        private const string ContentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
            + "manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

        private readonly byte[] _tokenHash;

        /// <param name="token">What a visitor has to know; null: nothing.</param>
        public AccessGuard(string token)
        {
            _tokenHash = token == null ? null : Hash(token);
        }

        /// <summary>A token of 160 random bits, for an address bar.</summary>
        public static string NewToken()
        {
            return Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));
        }

        /// <summary>Passes a request on, or answers it.</summary>
        public async Task Pass(HttpContext context, RequestDelegate next)
        {
            IHeaderDictionary headers = context.Response.Headers;
            headers.ContentSecurityPolicy = ContentPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers.CacheControl = "no-store";
            if (_tokenHash == null && !NamesThisMachine(context.Request.Host))
            {
                await Refuse(context, StatusCodes.Status421MisdirectedRequest, "This page is served to its own machine alone: open it as 127.0.0.1 or localhost.").ConfigureAwait(false);
            }
            else if (_tokenHash != null && context.Request.Query["token"].FirstOrDefault() is string given && IsToken(given))
            {
                context.Response.Cookies.Append(Cookie, given, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/" });
                context.Response.Redirect(context.Request.Path);
            }
            else if (_tokenHash != null && !IsToken(context.Request.Cookies[Cookie]) && !IsToken(Bearer(context.Request)))
            {
                await Refuse(context, StatusCodes.Status401Unauthorized, "Open the address with the token that `anodeguard dashboard` printed.").ConfigureAwait(false);
            }
            else if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method) && !IsOurOwn(context.Request))
            {
                await Refuse(context, StatusCodes.Status403Forbidden, "Commands are taken from this page alone.").ConfigureAwait(false);
            }
            else
            {
                await next(context).ConfigureAwait(false);
            }
        }

        private static bool NamesThisMachine(HostString host)
        {
            return host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
                || (IPAddress.TryParse(host.Host.Trim('[', ']'), out IPAddress address) && IPAddress.IsLoopback(address));
        }

        private static bool IsOurOwn(HttpRequest request)
        {
            string origin = request.Headers.Origin.FirstOrDefault();
            return request.Headers.ContainsKey(CommandHeader)
                && (origin == null || origin.Equals(request.Scheme + "://" + request.Host.Value, StringComparison.OrdinalIgnoreCase));
        }

        private static string Bearer(HttpRequest request)
        {
            const string Scheme = "Bearer ";
            string header = request.Headers.Authorization.FirstOrDefault();
            return header != null && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..] : null;
        }

        // Hashes are compared: of one length, and in constant time.
        private bool IsToken(string given)
        {
            return given != null && CryptographicOperations.FixedTimeEquals(Hash(given), _tokenHash);
        }

        private static byte[] Hash(string token)
        {
            return SHA256.HashData(Encoding.UTF8.GetBytes(token));
        }

        private static Task Refuse(HttpContext context, int status, string why)
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = "text/plain; charset=utf-8";
            return context.Response.WriteAsync(why + "\n");
        }
    }
}
