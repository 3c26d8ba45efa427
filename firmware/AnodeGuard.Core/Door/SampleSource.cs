namespace AnodeGuard.Core
{
    /// <summary>Where a <see cref="Sample"/> came from.</summary>
    public enum SampleSource : byte
    {
        /// <summary>Nobody has written this sample yet.</summary>
        None = 0,

        /// <summary>INA228, shunt and bus voltage converter.</summary>
        Ina228 = 1,

        /// <summary>ADS1115, the four-channel converter behind the electrometer front end.</summary>
        Ads1115 = 2,

        /// <summary>TMP117 board thermometer.</summary>
        Tmp117 = 3,

        /// <summary>BME680 pressure and gas sensor.</summary>
        Bme680 = 4,

        /// <summary>A recorded file.</summary>
        Recording = 5,
    }
}
