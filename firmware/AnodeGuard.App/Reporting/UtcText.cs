namespace AnodeGuard.App
{
    /// <summary>Instants as RFC 3339 text in UTC with milliseconds, "2026-07-21T08:15:00.250Z", without DateTime.</summary>
    internal static class UtcText
    {
        private const int FirstYear = 1970;
        private const long MillisecondsPerDay = 86400000;

        /// <param name="unixMilliseconds">Milliseconds since 1970-01-01 UTC, 0 or more.</param>
        public static string Format(long unixMilliseconds)
        {
            long days = unixMilliseconds / MillisecondsPerDay;
            int inDay = (int)(unixMilliseconds % MillisecondsPerDay);
            int year = FirstYear;
            while (days >= DaysIn(year))
            {
                days -= DaysIn(year);
                year++;
            }

            int month = 1;
            while (days >= DaysIn(year, month))
            {
                days -= DaysIn(year, month);
                month++;
            }

            char[] text = "0000-00-00T00:00:00.000Z".ToCharArray();
            Put(text, 0, 4, year);
            Put(text, 5, 2, month);
            Put(text, 8, 2, (int)days + 1);
            Put(text, 11, 2, inDay / 3600000);
            Put(text, 14, 2, inDay / 60000 % 60);
            Put(text, 17, 2, inDay / 1000 % 60);
            Put(text, 20, 3, inDay % 1000);
            return new string(text);
        }

        private static int DaysIn(int year)
        {
            return IsLeap(year) ? 366 : 365;
        }

        private static int DaysIn(int year, int month)
        {
            switch (month)
            {
                case 2:
                    return IsLeap(year) ? 29 : 28;
                case 4:
                case 6:
                case 9:
                case 11:
                    return 30;
                default:
                    return 31;
            }
        }

        private static bool IsLeap(int year)
        {
            return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        }

        private static void Put(char[] into, int at, int digits, int value)
        {
            for (int i = at + digits - 1; i >= at; i--)
            {
                into[i] = (char)('0' + (value % 10));
                value /= 10;
            }
        }
    }
}
