namespace AnodeGuard.App
{
    /// <summary>
    /// How a calibration point ended. A number, because a literal text is a new object at each use on the interpreter and the
    /// safety thread makes none.
    /// </summary>
    public static class CalibrationResult
    {
        /// <summary>No point has ended since start.</summary>
        public const byte None = 0;

        /// <summary>Low point taken.</summary>
        public const byte LowTaken = 1;

        /// <summary>Calibrated.</summary>
        public const byte Done = 2;

        /// <summary>The readings were not steady: nothing was changed.</summary>
        public const byte Unsteady = 3;

        /// <summary>The reading did not rise with the source: nothing was changed.</summary>
        public const byte NotRising = 4;

        /// <summary>A reading failed or did not come: nothing was changed.</summary>
        public const byte Failed = 5;

        /// <summary>The gain would be more than 3 % off: check source and wiring.</summary>
        public const byte GainTooFar = 6;

        /// <summary>The offset would be larger than this board can have: check source and wiring.</summary>
        public const byte OffsetTooFar = 7;

        private static readonly string[] Texts =
        {
            "none since start",
            "low point taken",
            "calibrated",
            "the readings were not steady: nothing was changed",
            "the reading did not rise with the source: nothing was changed",
            "a reading failed or did not come: nothing was changed",
            "the gain would be more than 3 % off: check source and wiring",
            "the offset would be larger than this board can have: check source and wiring",
        };

        /// <summary>For people.</summary>
        public static string Text(byte result)
        {
            return Texts[result];
        }
    }
}
