using System;
using System.IO;

namespace AnodeGuard.Cli.Output
{
    /// <summary>
    /// A file that appears whole or not at all: written beside its place under another name, and moved there by
    /// <see cref="Commit"/>. Disposed without that, nothing stays. A symbolic link stays one: its target is written. What
    /// is no regular file (a device, a pipe, a socket) is refused, for the move would put a file in its place.
    /// </summary>
    internal sealed class AtomicFile : IDisposable
    {
        private readonly string _path;
        private readonly string _temporary;
        private readonly FileStream _stream;
        private bool _done;

        private AtomicFile(string path, string option, bool isPrivate)
        {
            try
            {
                _path = TargetOf(path, option);
                if (Directory.Exists(_path))
                {
                    throw new InputException(option + ": " + path + " is a folder");
                }

                if (FileKind.IsSpecial(_path))
                {
                    throw new InputException(option + ": " + path + " is no regular file (a device, pipe or socket); accepted: a file, or a name that is still free");
                }

                _temporary = _path + "." + Guid.NewGuid().ToString("N")[..8] + ".part";
                FileStreamOptions how = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 1 << 16 };
                if (isPrivate && !OperatingSystem.IsWindows())
                {
                    how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
                }

                _stream = new FileStream(_temporary, how);
            }
            catch (Exception exception) when (IsRefusal(exception))
            {
                throw new InputException(option + ": " + path + " cannot be written: " + exception.Message, exception);
            }
        }

        /// <summary>Opens a file for writing; null where no path is given.</summary>
        /// <param name="path">Where it shall appear.</param>
        /// <param name="option">The option that named it, for the complaint.</param>
        /// <exception cref="InputException">It cannot be written there.</exception>
        public static AtomicFile Open(string path, string option)
        {
            return path == null ? null : new AtomicFile(path, option, false);
        }

        /// <summary>The same for a file that holds secrets: nobody but its owner may read it.</summary>
        public static AtomicFile OpenPrivate(string path, string option)
        {
            return new AtomicFile(path, option, true);
        }

        /// <summary>The full path of what a path leads to in the end, through every symbolic link it names.</summary>
        /// <exception cref="InputException">The links lead in a circle.</exception>
        public static string TargetOf(string path, string option)
        {
            try
            {
                string full = Path.GetFullPath(path);
                return new FileInfo(full).LinkTarget == null ? full : File.ResolveLinkTarget(full, true).FullName;
            }
            catch (Exception exception) when (IsRefusal(exception))
            {
                throw new InputException(option + ": " + path + " cannot be used: " + exception.Message, exception);
            }
        }

        /// <summary>Where to write.</summary>
        public Stream Stream
        {
            get { return _stream; }
        }

        /// <summary>Puts the file in its place.</summary>
        public void Commit()
        {
            _stream.Dispose();
            File.Move(_temporary, _path, true);
            _done = true;
        }

        /// <summary>Removes what was not committed.</summary>
        public void Dispose()
        {
            _stream.Dispose();
            if (!_done)
            {
                File.Delete(_temporary);
                _done = true;
            }
        }

        private static bool IsRefusal(Exception exception)
        {
            return exception is IOException || exception is UnauthorizedAccessException || exception is ArgumentException;
        }
    }
}
