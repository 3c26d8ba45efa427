namespace AnodeGuard.App { internal static class Placeholder { } }
