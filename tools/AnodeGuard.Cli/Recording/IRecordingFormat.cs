namespace AnodeGuard.Cli.Recording
{
    /// <summary>One file format. New formats are one class each, added to <see cref="RecordingFile.Formats"/>.</summary>
    internal interface IRecordingFormat
    {
        /// <summary>Name for the command line.</summary>
        string Id { get; }

        /// <summary>Name for people.</summary>
        string Name { get; }

        /// <summary>Opens the file where its beginning looks like this format; null where it does not.</summary>
        IRecording TryOpen(RecordingFile file, ColumnMap map);
    }
}
