using System.Text;

namespace AnodeGuard.Hal.Emulated
{
    /// <summary>
    /// The settings document in memory. It is replaced whole or not at all, as the device's two flash slots do it; a power
    /// cut in the middle of a replacement leaves the old one.
    /// </summary>
    public sealed class MemorySettingsStorage : ISettingsStorage
    {
        private byte[] _document;

        /// <param name="json">The first document; null for none.</param>
        public MemorySettingsStorage(string json)
        {
            _document = json == null ? null : Encoding.UTF8.GetBytes(json);
        }

        /// <summary>The next replacement fails, for the supply fails in it.</summary>
        public bool FailNextReplace { get; set; }

        /// <summary>The document as text; null where there is none.</summary>
        public string Json
        {
            get { return _document == null ? null : Encoding.UTF8.GetString(_document); }
            set { _document = value == null ? null : Encoding.UTF8.GetBytes(value); }
        }

        /// <inheritdoc/>
        public byte[] Load()
        {
            return _document == null ? null : (byte[])_document.Clone();
        }

        /// <inheritdoc/>
        public bool TryReplace(byte[] document)
        {
            if (FailNextReplace || document == null)
            {
                FailNextReplace = false;
                return false;
            }

            _document = (byte[])document.Clone();
            return true;
        }
    }
}
